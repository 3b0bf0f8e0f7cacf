-- What answers a target: a row for each target of a report for which a source of results is in the archive: the next
-- report or plan report, the communiqué of its year, a fact sheet.
CREATE TABLE IF NOT EXISTS pairing (
    target_id VARCHAR NOT NULL,         -- the measure that is the target; unique
    target_report_id VARCHAR NOT NULL,  -- the report that sets it
    result_id VARCHAR,                  -- the measure that answers it, NULL where nothing does
    answered_by VARCHAR NOT NULL,       -- report: the next report was read; plan, communique, facts: only such were, silence says nothing
    state VARCHAR NOT NULL,             -- paired | review (a proposal) | none
    confidence DOUBLE NOT NULL,         -- how sure, 0 to 1; 1 where a person decided
    reasons VARCHAR[] NOT NULL,         -- why the two belong together, or what speaks against it; who decided
    verdict VARCHAR,                    -- NULL where only fact sheets could have answered and none does
    rule VARCHAR NOT NULL,              -- the verdict's rule in words
    gap DECIMAL(30, 10)                 -- result minus target: points for a rate, the target's unit for a level
);
-- Archives made before there were several sources of results lack the column.
ALTER TABLE pairing ADD COLUMN IF NOT EXISTS remark VARCHAR DEFAULT '';  -- where another source says otherwise, and how final the figures are
-- Archives made before words could answer lack the columns.
ALTER TABLE pairing ADD COLUMN IF NOT EXISTS told VARCHAR DEFAULT '';  -- the words that answer a target in words where no figure does, result_id being NULL; else empty
ALTER TABLE pairing ADD COLUMN IF NOT EXISTS told_report_id VARCHAR;  -- the report they stand in
ALTER TABLE pairing ADD COLUMN IF NOT EXISTS told_sentence_index INTEGER;  -- their sentence in it
