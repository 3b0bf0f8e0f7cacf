-- Indicators that a report is the first of its place to set a target for.
-- $place: whose reports
-- $year: the report year
SELECT f.series_name, f.indicator_group, f.phrase AS target, f.headline, f.sentence
FROM v_series_figures AS f
WHERE f.place = $place AND f.report_year = $year::INTEGER AND f.role = 'target'
    AND NOT EXISTS (FROM v_series_figures AS e WHERE e.place = f.place AND e.series = f.series AND e.report_year < f.report_year)
ORDER BY f.headline DESC, f.start_offset;
