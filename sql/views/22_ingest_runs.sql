-- v_ingest_runs: each call of `duizhao ingest` with what became of its files.
CREATE OR REPLACE VIEW v_ingest_runs AS
SELECT
    r.run_id,                                                          -- counted from 1
    r.began_at,                                                        -- UTC
    r.ended_at,                                                        -- UTC; NULL where it was stopped or killed, or goes on
    r.program_version,                                                 -- of the program that read the files
    r.rules,                                                           -- the user's own file of rules, empty without one
    r.rules_digest,                                                    -- SHA-256 of that file, empty without one
    r.files,                                                           -- how many files it was to take in
    count(f.path) FILTER (f.state = 'ingested') AS ingested,           -- files taken in
    count(f.path) FILTER (f.state = 'unchanged') AS unchanged,         -- files that it had already
    count(f.path) FILTER (f.state = 'replaced') AS replaced,           -- files that took another's place
    count(f.path) FILTER (f.state = 'refused') AS refused,             -- files that couldn't be taken in
    r.ended_at IS NOT NULL AS complete                                 -- whether it came to its end; else the same command goes on where it stopped
FROM ingest_run AS r LEFT JOIN ingest_file AS f USING (run_id)
GROUP BY ALL;
