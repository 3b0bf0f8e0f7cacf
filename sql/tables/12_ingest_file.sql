-- What became of each file, written when it was in (or refused): a killed run has those that it came to.
CREATE TABLE IF NOT EXISTS ingest_file (
    run_id INTEGER NOT NULL,            -- the run
    path VARCHAR NOT NULL,              -- the file, as it was named
    state VARCHAR NOT NULL,             -- ingested | unchanged | replaced | refused
    reason VARCHAR NOT NULL             -- why it was refused, or what it replaced; else empty
);
