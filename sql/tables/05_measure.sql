-- One figure a row. No primary key here and in the tables beside it: over many reports its index outgrows the data.
-- `value` is for reckoning, `value_text` has the digits as written (5.0 stays 5.0).
CREATE TABLE IF NOT EXISTS measure (
    measure_id VARCHAR NOT NULL,        -- unique: report_id:start_offset, with -2, -3 where figures share a start
    report_id VARCHAR NOT NULL,         -- the report or fact sheet it stands in
    position INTEGER NOT NULL,          -- its place among the report's measures, from 0
    start_offset INTEGER NOT NULL,      -- where the numeral begins in the text; of a target in words the clause
    end_offset INTEGER NOT NULL,        -- where it ends, exclusive
    quote VARCHAR NOT NULL,             -- the words around it, long enough to be read alone
    phrase VARCHAR NOT NULL,            -- with verb and bound, as written: 增长6%左右
    indicator VARCHAR NOT NULL,         -- what it is of, as the text names it
    canonical VARCHAR NOT NULL,         -- id of the indicator in the lexicon, else empty
    aspect VARCHAR NOT NULL,            -- level | growth | change | rank
    value DECIMAL(30, 10),              -- in the unit as written; NULL for a target in words
    value_text VARCHAR,                 -- its digits as written
    value_max DECIMAL(30, 10),          -- only for a range: its upper end
    value_max_text VARCHAR,             -- its digits as written
    unit VARCHAR NOT NULL,              -- as written, scale word included: 万人
    base_value DECIMAL(38, 10),         -- value with 万, 亿 of the unit multiplied out: 5.46万人 is 54600 人
    base_value_max DECIMAL(38, 10),     -- value_max likewise
    base_unit VARCHAR NOT NULL,         -- the unit without 万, 亿
    bound VARCHAR NOT NULL,             -- eq | about | ge | gt | le | lt | range | qual
    role VARCHAR NOT NULL,              -- target | achieved | context
    period VARCHAR NOT NULL,            -- what the figure belongs to: 2024, 2021-2025, 2025H1
    last_year INTEGER,                  -- the year in which the period ends
    scope VARCHAR NOT NULL,             -- which part of the place, empty for the place itself
    headline BOOLEAN NOT NULL,          -- whether it is one of the main targets or of the results that answer them
    optional BOOLEAN NOT NULL,          -- whether careful readers may differ on its being a measure
    commitment VARCHAR NOT NULL,        -- the word that commits to it (力争, 确保), else empty
    direction VARCHAR NOT NULL,         -- up | down | ceiling | none
    sentence_index INTEGER NOT NULL,    -- its sentence
    section_index INTEGER NOT NULL,     -- its section
    address VARCHAR NOT NULL            -- where it comes from: the report's address, or the row's in a fact sheet
);
-- Archives made before figures were decided on lack these columns.
ALTER TABLE measure ADD COLUMN IF NOT EXISTS measure_key VARCHAR;  -- short name by which a figure is decided on
ALTER TABLE measure ADD COLUMN IF NOT EXISTS hardness INTEGER;     -- of a target: how binding, 0 (力争…左右) to 4 (确保…以上)
