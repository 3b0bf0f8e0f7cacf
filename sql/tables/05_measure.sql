-- One figure a row. No primary key here and in the tables beside it: over many reports its index outgrows the data.
-- `value` is for reckoning, `value_text` has the digits as written (5.0 stays 5.0).
CREATE TABLE IF NOT EXISTS measure (
    measure_id VARCHAR NOT NULL,        -- unique: report_id:start_offset, with -2, -3 where figures share a start
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,          -- its place among the report's measures, from 0
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    phrase VARCHAR NOT NULL,            -- with verb and bound, as written: 增长6%左右
    indicator VARCHAR NOT NULL,
    canonical VARCHAR NOT NULL,         -- id of the indicator in the lexicon, else empty
    aspect VARCHAR NOT NULL,            -- level | growth | change | rank
    value DECIMAL(30, 10),              -- NULL for a qualitative target
    value_text VARCHAR,
    value_max DECIMAL(30, 10),          -- only for a range
    value_max_text VARCHAR,
    unit VARCHAR NOT NULL,
    base_value DECIMAL(38, 10),         -- value with 万, 亿 of the unit multiplied out: 5.46万人 is 54600 人
    base_value_max DECIMAL(38, 10),
    base_unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,             -- eq | about | ge | gt | le | lt | range | qual
    role VARCHAR NOT NULL,              -- target | achieved | context
    period VARCHAR NOT NULL,            -- 2024, 2021-2025, 2025H1
    last_year INTEGER,                  -- the year in which the period ends
    scope VARCHAR NOT NULL,             -- empty for the place itself
    headline BOOLEAN NOT NULL,
    optional BOOLEAN NOT NULL,
    commitment VARCHAR NOT NULL,
    direction VARCHAR NOT NULL,         -- up | down | ceiling | none
    sentence_index INTEGER NOT NULL,
    section_index INTEGER NOT NULL,
    address VARCHAR NOT NULL            -- where the figure comes from: the report's address, or the row's in a fact sheet
);
