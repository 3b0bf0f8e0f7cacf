-- v_panel: one indicator over the years: a row a period, with the target set for it and the result reached in it. All that one
-- asks is `WHERE place = '贵阳市' AND series_name = '新增公共停车位'`, with aspect = 'level' or 'growth' where both are stated.
--   * Where a report states a figure more than once, the main target or result is taken, then the exact one, then the
--     first; of several reports that of the year (for a result: the year after). What says otherwise stands in
--     other_targets, other_results.
--   * A result that the pairing found for the target is taken, also where it goes by another name.
--   * Plans of several years, averages of their years (年均), running totals (累计) and changes since an earlier year have rows of
--     their own: `basis`. The years alone are `basis = 'period' AND period = CAST(year AS VARCHAR)`.
CREATE OR REPLACE VIEW v_panel AS
WITH ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY place, series, scope, aspect, dimension, basis, period, role
        ORDER BY report_year = year + CASE WHEN role = 'target' THEN 0 ELSE 1 END DESC, kind = 'report' DESC, headline DESC,
            optional, is_index, bound = 'eq' DESC, report_year, start_offset, measure_id) AS nth
    FROM v_series_figures
), said AS (
    SELECT place, series, scope, aspect, dimension, basis, period,
        max(year) AS year,
        max(level) AS level, max(series_name) AS series_name, max(indicator_group) AS indicator_group,
        max(measure_id) FILTER (role = 'target' AND nth = 1) AS target_id,
        max(measure_id) FILTER (role = 'achieved' AND nth = 1) AS stated_id,
        list(phrase ORDER BY nth) FILTER (role = 'target' AND nth > 1) AS targets,
        list(standard_value ORDER BY nth) FILTER (role = 'target' AND nth > 1) AS target_values,
        list(phrase ORDER BY nth) FILTER (role = 'achieved') AS results,
        list(standard_value ORDER BY nth) FILTER (role = 'achieved') AS result_values
    FROM ranked
    GROUP BY place, series, scope, aspect, dimension, basis, period
), paired AS (
    SELECT s.*, p.state, p.gap, p.verdict, p.verdict_zh, p.rule,
        CASE WHEN p.state = 'paired' THEN p.result_id ELSE s.stated_id END AS result_id
    FROM said AS s LEFT JOIN v_plan_vs_actual AS p ON p.place = s.place AND p.target_id = s.target_id
), figure AS NOT MATERIALIZED (
    SELECT m.*, f.standard_value, f.standard_value_max, f.standard_unit, f.dimension, f.series
    FROM v_measures AS m LEFT JOIN v_series_figures AS f ON f.place = m.place AND f.measure_id = m.measure_id
)
SELECT
    p.place, p.level, p.series, p.series_name, p.indicator_group, p.aspect, p.dimension, p.scope, p.basis,
    p.year,                                                            -- the year the row is of: the target's target year, the result's result year
    p.period,
    t.phrase AS target, t.value AS target_value, t.value_text AS target_value_text, t.value_max AS target_value_max,
    t.unit AS target_unit, t.bound AS target_bound,
    t.standard_value AS target_standard_value,                         -- the target's figure in standard_unit
    t.standard_value_max AS target_standard_value_max,                 -- upper end of a range, likewise
    r.phrase AS result, r.value AS result_value, r.value_text AS result_value_text,
    r.unit AS result_unit,
    r.bound AS result_bound,                                           -- eq | about | ge | gt | le | lt | range | qual
    CASE WHEN t.value IS NULL OR r.dimension = p.dimension THEN r.standard_value END AS result_standard_value,  -- the result's figure in standard_unit
    coalesce(t.standard_unit, r.standard_unit) AS standard_unit,
    p.gap, p.state,
    p.verdict, p.verdict_zh, p.rule,
    t.report_year AS target_report_year,                               -- of the report that sets the target
    r.report_year AS result_report_year,
    t.indicator AS target_indicator,                                   -- the target's name, as its text has it
    r.indicator AS result_indicator,
    coalesce([p.targets[i] FOR i IN range(1, len(p.targets) + 1) IF p.target_values[i] <> t.standard_value], [])
        AS other_targets,                                              -- what else is stated as target of that year, as written
    coalesce([p.results[i] FOR i IN range(1, len(p.results) + 1) IF p.result_values[i] <> r.standard_value], [])
        AS other_results,                                              -- what else is stated as result of that year, as written
    t.sentence AS target_sentence, t.heading AS target_heading, t.path AS target_path, t.address AS target_address,
    t.start_offset AS target_start, t.end_offset AS target_end,
    r.sentence AS result_sentence, r.heading AS result_heading, r.path AS result_path, r.address AS result_address,
    r.kind AS result_kind, r.start_offset AS result_start, r.end_offset AS result_end,
    t.measure_key AS target_key, r.measure_key AS result_key,
    p.target_id, p.result_id
FROM paired AS p
LEFT JOIN figure AS t ON t.place = p.place AND t.measure_id = p.target_id
LEFT JOIN figure AS r ON r.place = p.place AND r.measure_id = p.result_id;
