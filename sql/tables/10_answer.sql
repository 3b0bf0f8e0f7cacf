-- What each source says of a target, where it answers it surely: that which was taken and those behind it in the order
-- of the sources.
CREATE TABLE IF NOT EXISTS answer (
    target_id VARCHAR NOT NULL,         -- the measure that is the target
    target_report_id VARCHAR NOT NULL,  -- the report that sets it
    result_id VARCHAR NOT NULL,         -- the measure that answers it
    nth INTEGER NOT NULL,               -- 1 for the one that was taken, then as the sources are asked
    differs BOOLEAN NOT NULL,           -- whether it says otherwise than the one taken, by more than the figures' own rounding
    confidence DOUBLE NOT NULL,         -- how sure the pairing is, 0 to 1
    verdict VARCHAR,                    -- what it says of the target
    gap DECIMAL(30, 10),                -- result minus target
    standing VARCHAR NOT NULL           -- how final the text says the figure is: 初步核算, 最终核实; empty where it says nothing
);
