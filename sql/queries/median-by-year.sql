-- The median over the places of an archive, year by year: what was planned and what was reached.
-- $indicator: its name as `duizhao trend` knows it, or its id
-- $aspect: level, growth, change or rank
-- $level: only places of this level, optional
SELECT year, count(DISTINCT place) AS places,
    median(target_standard_value) AS median_target, median(result_standard_value) AS median_result,
    min(result_standard_value) AS lowest_result, max(result_standard_value) AS highest_result, max(standard_unit) AS unit
FROM v_panel
WHERE $indicator IN (series, series_name) AND aspect = $aspect AND scope = '' AND basis = 'period'
    AND period = CAST(year AS VARCHAR) AND ($level::VARCHAR IS NULL OR level = $level)
GROUP BY year
ORDER BY year;
