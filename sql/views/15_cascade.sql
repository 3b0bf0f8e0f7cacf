-- v_cascade: each main target beside that of the nearest place above it and of the nation, in the reports of one year: how far
-- each level goes beyond the one above (层层加码). A row a place and target; those of a part of a place are left out.
--   * `excess` is this target minus that above, of a range from its lower end. Only for rates: a city's jobs and a nation's
--     jobs are no more and no less ambitious for their number.
--   * `demand` minds the direction: of a ceiling the lower figure asks for more.
CREATE OR REPLACE VIEW v_cascade AS
WITH set_targets AS (
    SELECT h.*, p.result, p.result_value, p.verdict, p.verdict_zh, p.state,
        h.base_unit IN ('%', '％', '‰', '个百分点', '百分点') AS is_rate
    FROM v_headline_targets AS h JOIN v_plan_vs_actual AS p ON p.place = h.place AND p.target_id = h.measure_id
    WHERE h.scope = '' AND h.nth = 1
), stepped AS (
    SELECT place, line, unnest(line) AS upper, generate_subscripts(line, 1) AS step FROM v_places
), above AS (
    SELECT t.measure_id AS target_id, s.step, u.*
    FROM set_targets AS t JOIN stepped AS s ON s.place = t.place
    JOIN set_targets AS u ON u.place = s.upper AND u.report_year = t.report_year AND u.name = t.name AND u.aspect = t.aspect
        AND (u.base_unit = t.base_unit OR u.value IS NULL OR t.value IS NULL)
), nearest AS (
    FROM above QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY step) = 1
), top AS (
    FROM above WHERE level = 'nation'
)
SELECT
    t.report_year, t.name, t.indicator, t.canonical, t.indicator_group, t.aspect, t.direction,
    t.place, t.level, v.path,
    t.target, t.value AS target_value, t.unit AS target_unit,
    CASE WHEN t.state = 'paired' THEN t.result END AS result,
    CASE WHEN t.state = 'paired' THEN t.result_value END AS result_value,
    CASE WHEN t.state IS DISTINCT FROM 'review' THEN t.verdict END AS verdict,
    t.verdict_zh,
    a.place AS above_place,                                            -- the nearest place above that has such a target
    a.target AS above_target,                                          -- its target, as written
    a.value AS above_target_value,                                     -- the figure of it, in its unit
    CASE WHEN a.state = 'paired' THEN a.result END AS above_result,    -- what became of it, as written
    a.verdict_zh AS above_verdict_zh,                                  -- its verdict
    CASE WHEN t.is_rate AND a.is_rate THEN t.base_value - a.base_value END AS excess,  -- this target minus that above, in points
    CASE WHEN t.direction = 'none' THEN NULL
        ELSE CASE sign(CASE WHEN t.direction = 'up' THEN excess ELSE -excess END)
            WHEN 1 THEN 'more' WHEN -1 THEN 'less' WHEN 0 THEN 'same' END
    END AS demand,                                                     -- whether it asks for more than the place above: more | same | less
    CASE demand WHEN 'more' THEN '加码' WHEN 'same' THEN '一致' WHEN 'less' THEN '低于上级' END AS demand_zh,  -- the word for it
    n.target AS nation_target,                                         -- the nation's target, as written
    CASE WHEN n.state = 'paired' THEN n.result END AS nation_result,   -- what became of it, as written
    CASE WHEN t.is_rate AND n.is_rate THEN t.base_value - n.base_value END AS excess_over_nation,  -- this target minus the nation's, in points
    t.measure_key AS target_key, t.measure_id AS target_id,
    a.measure_id AS above_id                                           -- the target above, in the table measure
FROM set_targets AS t
JOIN v_places AS v ON v.place = t.place
LEFT JOIN nearest AS a ON a.target_id = t.measure_id
LEFT JOIN top AS n ON n.target_id = t.measure_id;
