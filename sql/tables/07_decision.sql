-- What persons decided of targets. It wins over the program's pairing, and outlives the reading of the reports: the two
-- figures are kept by what they say (STRUCTs: key, indicator, aspect, scope, period, value, unit, phrase …), and
-- target_id, result_id are what these find now. Nothing is deleted: what was undone or replaced is withdrawn.
CREATE TABLE IF NOT EXISTS decision (
    decision_id INTEGER PRIMARY KEY,    -- in the order in which they were made
    place VARCHAR NOT NULL,             -- whose target
    report_year INTEGER NOT NULL,       -- of the report that sets it
    ruling VARCHAR NOT NULL,            -- same | not same | none (nothing answers the target)
    target STRUCT(                      -- the target by what it says
        short VARCHAR, kind VARCHAR, report_year INTEGER, canonical VARCHAR, indicator VARCHAR, aspect VARCHAR,
        scope VARCHAR, period VARCHAR, value VARCHAR, value_max VARCHAR, unit VARCHAR, phrase VARCHAR,
        quote VARCHAR, start INTEGER
    ) NOT NULL,
    result STRUCT(                      -- the result by what it says, NULL where ruling is none
        short VARCHAR, kind VARCHAR, report_year INTEGER, canonical VARCHAR, indicator VARCHAR, aspect VARCHAR,
        scope VARCHAR, period VARCHAR, value VARCHAR, value_max VARCHAR, unit VARCHAR, phrase VARCHAR,
        quote VARCHAR, start INTEGER
    ),
    note VARCHAR NOT NULL,              -- why, in that person's words; may be empty
    decided_by VARCHAR NOT NULL,        -- who decided
    decided_at VARCHAR NOT NULL,        -- when, ISO with the offset from UTC
    withdrawn_by VARCHAR,               -- who undid or replaced it, NULL while it is in force
    withdrawn_at VARCHAR,               -- when
    target_id VARCHAR,                  -- the measure that the target is now, NULL where no figure says the same
    result_id VARCHAR,                  -- the measure that the result is now, NULL likewise
    target_matches INTEGER NOT NULL,    -- how many figures say the same as the target; the nearest was taken
    result_matches INTEGER NOT NULL     -- how many say the same as the result
);
