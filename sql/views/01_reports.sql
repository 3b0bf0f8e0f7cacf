-- v_reports: what the archive holds, with the number of figures of each report or fact sheet.
CREATE OR REPLACE VIEW v_reports AS
SELECT
    r.place, r.level, r.parent, r.place_code,
    r.report_year,                                                     -- the year in the title
    r.kind,                                                            -- report | facts
    r.title, r.meeting, r.given_on, r.speaker,
    count(m.measure_id) AS measures,
    count(m.measure_id) FILTER (m.role = 'target') AS targets,
    count(m.measure_id) FILTER (m.role = 'achieved') AS results,
    count(m.measure_id) FILTER (m.role = 'target' AND m.headline) AS headline_targets,
    r.doubts, r.path, r.address, r.encoding, r.digest, r.program_version, r.ingested_at, r.report_id
FROM report AS r LEFT JOIN measure AS m USING (report_id)
GROUP BY ALL;
