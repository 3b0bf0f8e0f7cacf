-- v_plan_progress: a target that lies years ahead (十四五, 五年, 到2025年) beside what was reached in each year since: a row a
-- target and year, up to the last year that a report of the place tells of. A year without a result has its row, too.
-- What is to be added up is added up only where every year since the first is known by a figure of its own (not by
-- 超过60万人), or where a report itself states the total (累计); else `so_far` is NULL. `progress` is so_far over target;
-- where the target is a state, how much of the way from the year before the plan.
CREATE OR REPLACE VIEW v_plan_progress AS
WITH plan AS (
    SELECT *,
        CASE WHEN contains(period, '-') THEN CAST(left(period, 4) AS INTEGER) ELSE report_year END AS first_year,
        year AS last_year,
        CASE WHEN basis = 'average' THEN 'average'
            WHEN aspect = 'growth' AND contains(period, '-') THEN 'growth'
            WHEN aspect = 'change' AND contains(period, '-') THEN 'sum'
            -- 新增就业 is added up; 森林覆盖率 and 高新技术企业达到 are how it stands
            WHEN aspect = 'level' AND contains(period, '-') AND dimension <> 'percent'
                AND regexp_matches(indicator, '新增|新建|新改|净增|建成|改造|完成|引进|培训|减少|转移|建设|实施|培育|脱贫|造林')
                AND NOT regexp_matches(phrase, '达到|提高到|增加到|扩大到|总数|总量') THEN 'sum'
            WHEN aspect = 'level' THEN 'state' END AS method
    FROM v_series_figures
    WHERE role = 'target' AND value IS NOT NULL AND year > report_year AND basis IN ('period', 'average')
    QUALIFY row_number() OVER (PARTITION BY place, series, scope, aspect, dimension, basis, period, report_year
        ORDER BY headline DESC, start_offset, measure_id) = 1
), told AS (
    SELECT place, max(report_year) - 1 AS last_told FROM v_reports GROUP BY place
), reached AS (
    SELECT place, series, scope, aspect, dimension, basis, period, result, result_standard_value AS value,
        result_bound IN ('eq', 'about') AS exact, result_report_year, result_id
    FROM v_panel WHERE result_standard_value IS NOT NULL
), by_year AS (
    SELECT p.*, y.year AS y, r.result, r.result_report_year, r.result_id, r.exact, CAST(r.value AS DOUBLE) AS result_value,
        CAST(t.value AS DOUBLE) AS stated_total, t.result AS stated, CAST(b.value AS DOUBLE) AS base_value_known,
        CAST(p.standard_value AS DOUBLE) AS aim
    FROM plan AS p
    JOIN told USING (place)
    JOIN (SELECT unnest(range(1950, 2100)) AS year) AS y ON y.year BETWEEN p.first_year AND least(p.last_year, told.last_told)
    LEFT JOIN reached AS r ON r.place = p.place AND r.series = p.series AND r.scope = p.scope AND r.aspect = p.aspect
        AND r.dimension = p.dimension AND r.basis = 'period' AND r.period = CAST(y.year AS VARCHAR)
    LEFT JOIN reached AS t ON t.place = p.place AND t.series = p.series AND t.scope = p.scope AND t.aspect = p.aspect
        AND t.dimension = p.dimension AND t.basis = p.basis AND t.period = p.first_year || '-' || y.year
        AND y.year > p.first_year AND p.method <> 'state'
    LEFT JOIN reached AS b ON b.place = p.place AND b.series = p.series AND b.scope = p.scope AND b.aspect = p.aspect
        AND b.dimension = p.dimension AND b.basis = 'period' AND b.period = CAST(p.first_year - 1 AS VARCHAR)
        AND p.method = 'state'
), added AS (
    SELECT *,
        count(*) FILTER (exact) OVER years = y - first_year + 1 AS complete,
        sum(result_value) OVER years AS total,
        -- growths are multiplied: 8% and 6% are 14.48%
        CASE WHEN min(result_value) OVER years > -100
            THEN exp(sum(ln(CASE WHEN result_value > -100 THEN 1 + result_value / 100 END)) OVER years) END AS grown
    FROM by_year
    WINDOW years AS (PARTITION BY place, measure_id ORDER BY y)
), reckoned AS (
    SELECT *,
        coalesce(stated_total, CASE WHEN method = 'state' THEN result_value WHEN NOT complete THEN NULL
            WHEN method = 'sum' THEN total WHEN method = 'growth' THEN (grown - 1) * 100
            WHEN method = 'average' AND aspect = 'growth' THEN (pow(grown, 1.0 / (y - first_year + 1)) - 1) * 100
            ELSE total / (y - first_year + 1) END) AS sofar
    FROM added
)
SELECT
    place, level, series, series_name, indicator_group, aspect, scope, headline,
    report_year AS target_report_year,                                 -- of the report that sets the target
    period AS target_period, first_year, last_year,                    -- the years of the plan
    phrase AS target, CAST(standard_value AS DOUBLE) AS target_value,  -- the target's figure in standard_unit
    bound AS target_bound,                                             -- eq | about | ge | gt | le | lt | range
    standard_unit,
    y AS year,                                                         -- the year that the row tells of
    y - first_year + 1 AS nth_year,                                    -- which of the plan's years it is
    method,                                                            -- state: how it stands | sum: years are added up | growth: multiplied | average: of a year
    result, result_value, result_report_year,                          -- what the next report says of that year
    stated AS stated_total,                                            -- where a report itself states the total or average since the first year, as written
    round(sofar, 4) AS so_far,                                         -- what has been reached by then, to be held against target_value
    round(CASE WHEN method = 'state' AND base_value_known IS NOT NULL AND aim <> base_value_known
            THEN (sofar - base_value_known) / (aim - base_value_known)
        WHEN method IN ('sum', 'growth') AND aim <> 0 THEN sofar / aim END, 4) AS progress,  -- how much of the way, 1 all of it; NULL for an average, or where it isn't known from where a state started
    round((y - first_year + 1) / (last_year - first_year + 1), 4) AS time_gone,  -- how much of the plan's time
    CASE WHEN direction IN ('down', 'ceiling') OR aim < 0 OR bound IN ('le', 'lt') THEN sofar <= aim
        ELSE sofar >= aim END AS reached,                              -- whether so_far is the target's figure or better; no verdict before the last year
    quote AS target_quote,                                             -- the target's clause, as written
    path AS target_path, start_offset AS target_start,
    measure_id AS target_id, result_id
FROM reckoned
WHERE method IS NOT NULL;
