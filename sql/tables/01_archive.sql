-- What the file is: `schema_version` of the tables, `views` the digest of the views that were last created.
CREATE TABLE IF NOT EXISTS archive_property (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
