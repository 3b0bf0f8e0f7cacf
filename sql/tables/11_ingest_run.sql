-- Each time files were taken in: a row a call of `duizhao ingest`.
CREATE TABLE IF NOT EXISTS ingest_run (
    run_id INTEGER PRIMARY KEY,         -- counted from 1
    began_at TIMESTAMP NOT NULL,        -- UTC
    ended_at TIMESTAMP,                 -- NULL where it was stopped or killed, or goes on
    program_version VARCHAR NOT NULL,   -- of the program that read the files
    rules VARCHAR NOT NULL,             -- the user's own file of rules by name, empty without one
    rules_digest VARCHAR NOT NULL,      -- SHA-256 of that file, empty without one
    files INTEGER NOT NULL              -- how many it was to take in
);
