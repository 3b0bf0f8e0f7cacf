-- The outline of each report.
CREATE TABLE IF NOT EXISTS section (
    report_id VARCHAR NOT NULL,
    section_index INTEGER NOT NULL,
    parent_index INTEGER,
    depth INTEGER NOT NULL,             -- 0 for 一、, 1 for （一）, 2 for 一是 and 1.
    number VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    trail VARCHAR NOT NULL,             -- the headings above and its own, joined by ' / '
    role VARCHAR NOT NULL,              -- review | plan | headline results | headline targets | …
    period VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL
);
