-- Years of which the reports of a place tell more than one result of the same indicator.
-- $place: whose reports
SELECT year, series_name, aspect, scope, result, other_results, result_report_year, result_sentence
FROM v_panel
WHERE place = $place AND len(other_results) > 0 AND basis = 'period'
ORDER BY year, series_name, aspect;
