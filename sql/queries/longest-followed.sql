-- The indicators of a place that most years tell something of.
-- $place: whose reports
-- $group: only indicators of this group: 民生, optional
SELECT series_name, indicator_group, years, target_years, result_years, first_year, last_year, names
FROM v_series
WHERE place = $place AND ($group::VARCHAR IS NULL OR indicator_group = $group)
ORDER BY years DESC, series_name;
