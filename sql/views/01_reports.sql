-- v_reports: what the archive holds, with the number of figures of each report or fact sheet.
CREATE OR REPLACE VIEW v_reports AS
SELECT
    r.place,                                                           -- whose report
    r.level,                                                           -- nation | province | city | district | county | zone | unknown
    r.parent,                                                          -- the place above, empty where unknown
    r.place_code,                                                      -- six digits of GB/T 2260, empty where unknown
    r.report_year,                                                     -- the year in the title: reviews the year before, plans this one; of a communiqué the year that it is about
    r.kind,                                                            -- report | plan (计划报告) | communique (统计公报) | facts (a fact sheet)
    r.title,                                                           -- as it stands over the text
    r.meeting,                                                         -- before which it was given
    r.given_on,                                                        -- ISO date, empty where the text doesn't say
    r.speaker,                                                         -- who gave it
    count(m.measure_id) AS measures,                                   -- how many figures it has
    count(m.measure_id) FILTER (m.role = 'target') AS targets,         -- how many of them are targets
    count(m.measure_id) FILTER (m.role = 'achieved') AS results,       -- how many are results
    count(m.measure_id) FILTER (m.role = 'target' AND m.headline) AS headline_targets,  -- how many are main targets
    r.doubts,                                                          -- what doesn't fit together, a line each
    r.path,                                                            -- the file, as it was named
    r.address,                                                         -- where the text, or the figure of a fact sheet, was taken from
    r.encoding,                                                        -- in which the file was read
    r.digest,                                                          -- SHA-256 of the file's bytes
    r.program_version,                                                 -- of the program that read it
    r.ingested_at,                                                     -- when it was taken in, UTC
    r.report_id                                                        -- stays the same when the report's text is replaced
FROM report AS r LEFT JOIN measure AS m USING (report_id)
GROUP BY ALL;
