-- One row a report, plan report or communiqué, and one for each place and year that a fact sheet speaks of.
CREATE TABLE IF NOT EXISTS report (
    report_id VARCHAR PRIMARY KEY,      -- stays the same when the report's text is replaced
    kind VARCHAR NOT NULL,              -- report | plan | communique | facts
    place VARCHAR NOT NULL,             -- whose report
    level VARCHAR NOT NULL,             -- nation | province | city | district | county | zone | unknown
    parent VARCHAR NOT NULL,            -- the place above, empty where unknown
    place_code VARCHAR DEFAULT '',      -- six digits of GB/T 2260, empty where unknown
    report_year INTEGER NOT NULL,       -- the year in the title: reviews the year before, plans this one; of a communiqué the year that it is about
    title VARCHAR NOT NULL,             -- as it stands over the text
    meeting VARCHAR NOT NULL,           -- before which it was given, empty where the text doesn't say
    given_on VARCHAR NOT NULL,          -- ISO date, empty where the text doesn't say
    speaker VARCHAR NOT NULL,           -- who gave it, empty where the text doesn't say
    address VARCHAR NOT NULL,           -- where the text was taken from
    path VARCHAR NOT NULL,              -- the file, as it was named
    location VARCHAR NOT NULL,          -- the file, absolute: tells two sheets of one name apart
    format VARCHAR NOT NULL,            -- txt | md | docx | pdf | html | facts
    encoding VARCHAR NOT NULL,          -- in which the file was read
    digest VARCHAR NOT NULL,            -- SHA-256 of the file's bytes
    text VARCHAR NOT NULL,              -- decoded, unaltered: every offset counts its characters from 0
    overlooked INTEGER[] NOT NULL,      -- start, end, start, end … of what is no part of the report
    metadata VARCHAR NOT NULL,          -- the front matter, as a JSON object
    doubts VARCHAR[] NOT NULL,          -- what doesn't fit together, a line each
    program_version VARCHAR NOT NULL,   -- of the program that read it
    ingested_at TIMESTAMP NOT NULL      -- when it was taken in, UTC
);
-- Archives made before places had codes lack the column.
ALTER TABLE report ADD COLUMN IF NOT EXISTS place_code VARCHAR DEFAULT '';
