-- The sentences of each report, as one reads them.
CREATE TABLE IF NOT EXISTS sentence (
    report_id VARCHAR NOT NULL,         -- the report
    sentence_index INTEGER NOT NULL,    -- its number in the report, from 0
    section_index INTEGER NOT NULL,     -- its section
    paragraph INTEGER NOT NULL,         -- its paragraph, counted from 0
    text VARCHAR NOT NULL,              -- marks overlooked, line breaks inside it undone
    start_offset INTEGER NOT NULL,      -- where it begins in the report's text
    end_offset INTEGER NOT NULL,        -- where it ends, exclusive
    breaks INTEGER[] NOT NULL           -- i, offset, i, offset …: where a character doesn't follow on the one before
);
