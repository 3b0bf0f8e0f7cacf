-- What doesn't fit together in the reports themselves: a year that the file's name and the text tell apart, and the like.
-- $place: whose reports, optional
SELECT place, report_year, kind, path, unnest(doubts) AS doubt
FROM v_reports
WHERE $place::VARCHAR IS NULL OR place = $place
ORDER BY place, report_year, path;
