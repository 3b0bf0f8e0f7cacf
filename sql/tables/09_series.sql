-- Under which key each name is followed over the years and over places: a row for each name, aspect and unit that the
-- archive's figures have. The key follows from the name and the rules alone, so it stays when other reports come or go;
-- the rows are written anew whenever the rules have changed. A figure finds its row by the first four columns.
CREATE TABLE IF NOT EXISTS series_name (
    canonical VARCHAR NOT NULL,         -- id of the indicator in the lexicon, else empty, as in measure
    indicator VARCHAR NOT NULL,         -- what it is of, as the texts name it
    aspect VARCHAR NOT NULL,            -- level | growth | change | rank
    base_unit VARCHAR NOT NULL,         -- the unit without 万, 亿
    series VARCHAR NOT NULL,            -- the key: an id of the lexicon, or the name in one form; empty for one that says too little
    series_name VARCHAR NOT NULL,       -- the lexicon's standard name, else the key itself
    running BOOLEAN NOT NULL,           -- whether the name is of a running total (累计引进企业)
    dimension VARCHAR NOT NULL,         -- what the unit measures: money | persons | percent | count …
    factor DECIMAL(18, 10) NOT NULL,    -- a figure in base_unit times this is one in standard_unit
    standard_unit VARCHAR NOT NULL      -- the unit in which all figures of the dimension can be given
);
-- Archives made before price indices were followed as rises lack the column.
ALTER TABLE series_name ADD COLUMN IF NOT EXISTS index_base DECIMAL(18, 10);  -- of a price index with 上年=100 that base: 102 is a rise by 2%; NULL for all else
