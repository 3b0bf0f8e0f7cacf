-- What answers a target: a row for each target of a report whose next report, or a fact sheet, is in the archive.
CREATE TABLE IF NOT EXISTS pairing (
    target_id VARCHAR NOT NULL,         -- unique
    target_report_id VARCHAR NOT NULL,
    result_id VARCHAR,                  -- NULL where nothing answers it
    answered_by VARCHAR NOT NULL,       -- report: the next report was read; facts: fact sheets only, silence says nothing
    state VARCHAR NOT NULL,             -- paired | review (a proposal) | none
    confidence DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL,
    verdict VARCHAR,                    -- NULL where only fact sheets could have answered and none does
    rule VARCHAR NOT NULL,              -- the verdict's rule in words
    gap DECIMAL(30, 10)                 -- result minus target: points for a rate, the target's unit for a level
);
