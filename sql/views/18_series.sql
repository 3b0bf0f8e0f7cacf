-- v_series: the indicators of each place that can be followed, with the names they go by and the years that have a figure.
CREATE OR REPLACE VIEW v_series AS
SELECT
    place, series, series_name, indicator_group,
    list_sort(list(DISTINCT indicator)) AS names,                      -- the names they go by in the place's reports
    list_sort(list(DISTINCT aspect)) AS aspects,                       -- level | growth | change | rank: what is stated of it
    min(year) AS first_year,                                           -- the first year that has a figure
    max(year) AS last_year,                                            -- the last
    count(DISTINCT year) AS years,                                     -- how many years have one
    count(DISTINCT year) FILTER (role = 'target') AS target_years,     -- how many have a target
    count(DISTINCT year) FILTER (role = 'achieved') AS result_years    -- how many have a result
FROM v_series_figures
GROUP BY place, series, series_name, indicator_group;
