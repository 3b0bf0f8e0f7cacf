-- One indicator of a place, year by year: target, result, gap and verdict.
-- $place: whose reports
-- $indicator: its name as `duizhao trend` knows it, or its id
SELECT year, aspect, scope, target, result, standard_unit, gap, verdict_zh, target_report_year, result_report_year, other_results
FROM v_panel
WHERE place = $place AND $indicator IN (series, series_name) AND basis = 'period' AND period = CAST(year AS VARCHAR)
ORDER BY aspect, scope, year;
