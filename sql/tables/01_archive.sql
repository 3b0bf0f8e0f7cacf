-- What the file is: `schema_version` of the tables, `prepared` the digest of the scripts and the lexicon that it was
-- last brought up to, `own_rules` that of the indicators of the user's own file, empty without.
CREATE TABLE IF NOT EXISTS archive_property (
    name VARCHAR PRIMARY KEY,           -- which property
    value VARCHAR NOT NULL              -- its value, as text
);
