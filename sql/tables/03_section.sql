-- The outline of each report.
CREATE TABLE IF NOT EXISTS section (
    report_id VARCHAR NOT NULL,         -- the report
    section_index INTEGER NOT NULL,     -- its number in the report, from 0
    parent_index INTEGER,               -- the section it stands in, NULL for none
    depth INTEGER NOT NULL,             -- 0 for 一、, 1 for （一）, 2 for 一是 and 1.
    number VARCHAR NOT NULL,            -- the heading's number as written, empty without
    heading VARCHAR NOT NULL,           -- its words, empty for a run of paragraphs without a heading
    trail VARCHAR NOT NULL,             -- the headings above and its own, joined by ' / '
    role VARCHAR NOT NULL,              -- review | plan | headline results | headline targets | …
    period VARCHAR NOT NULL,            -- the years it speaks of by default
    start_offset INTEGER NOT NULL,      -- where it begins in the text
    end_offset INTEGER NOT NULL         -- where it ends, exclusive
);
