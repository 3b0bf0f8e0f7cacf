-- The sentences of each report, as one reads them.
CREATE TABLE IF NOT EXISTS sentence (
    report_id VARCHAR NOT NULL,
    sentence_index INTEGER NOT NULL,
    section_index INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    breaks INTEGER[] NOT NULL           -- i, offset, i, offset …: where a character doesn't follow on the one before
);
