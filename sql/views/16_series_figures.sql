-- v_series_figures: every target and result with the series it belongs to, however often a report states it. v_panel chooses
-- among them. Figures whose name says too little to be followed (项目, 投资) are left out. A price index with 上年=100 stands as
-- the rise that it is: 居民消费价格指数102.7 has aspect growth and 2.7 for its standard_value.
CREATE OR REPLACE VIEW v_series_figures AS
WITH figure AS (
    SELECT m.* EXCLUDE (aspect, indicator_group),
        s.series, s.series_name, s.running, s.dimension, s.factor, s.standard_unit, s.index_base,
        -- no year's prices are further from those of the year before: beyond, it is no index of that base
        coalesce(m.base_value BETWEEN 0.8 * s.index_base AND 1.2 * s.index_base, false) AS is_index,
        CASE WHEN is_index THEN 'growth' ELSE m.aspect END AS aspect,
        coalesce(i.indicator_group, m.indicator_group) AS indicator_group
    FROM v_measures AS m
    JOIN series_name AS s
        ON s.canonical = m.canonical AND s.indicator = m.indicator AND s.aspect = m.aspect AND s.base_unit = m.base_unit
    LEFT JOIN indicator AS i ON i.canonical = s.series
    WHERE m.role IN ('target', 'achieved') AND s.series <> ''
)
SELECT
    m.place, m.level,
    m.series,                                                          -- the key by which an indicator is followed over years and places: an id of the lexicon, or a name in one form
    m.series_name,                                                     -- the lexicon's standard name, else the key
    m.indicator_group, m.aspect,
    -- a target in words has no unit: it stands with the growth that it is about, as a rule
    CASE WHEN m.is_index THEN 'percent' WHEN m.value IS NOT NULL THEN m.dimension WHEN m.aspect = 'growth' THEN 'percent' ELSE '' END AS dimension,  -- what the unit measures: money | persons | percent | count …
    m.scope,
    CASE WHEN regexp_matches(m.phrase || m.indicator, '年均|平均每年|年平均') AND contains(m.period, '-') THEN 'average'
        WHEN m.aspect IN ('growth', 'change') AND (regexp_matches(m.phrase, '比“?[一二三四五六七八九十]五')
            OR TRY_CAST(regexp_extract(m.phrase, '比((?:19|20)\d\d)年', 1) AS INTEGER) <> m.period_year - 1) THEN 'since'
        WHEN (m.running OR contains(m.phrase, '累计')) AND NOT contains(m.period, '-') THEN 'running'
        ELSE 'period' END AS basis,                                    -- period: the figure of those years | running: a total up to then (累计) | average: of each of those years (年均) | since: against an earlier base than the year before (比2000年翻一番)
    m.period_year AS year,                                             -- the year the figure is of: a target's target year, a result's result year
    m.period,
    m.role,                                                            -- target | achieved
    m.report_year, m.indicator, m.phrase, m.value, m.value_text, m.value_max, m.value_max_text, m.unit,
    -- multiplied only where it must be: a figure of which nothing is to be done stays exact
    CASE WHEN m.is_index THEN m.base_value - m.index_base WHEN m.factor = 1 THEN m.base_value
        ELSE CAST(round(CAST(m.base_value AS DOUBLE) * CAST(m.factor AS DOUBLE), 6) AS DECIMAL(38, 10)) END AS standard_value,  -- the figure in standard_unit
    CASE WHEN m.is_index THEN m.base_value_max - m.index_base WHEN m.factor = 1 THEN m.base_value_max
        ELSE CAST(round(CAST(m.base_value_max AS DOUBLE) * CAST(m.factor AS DOUBLE), 6) AS DECIMAL(38, 10)) END AS standard_value_max,  -- upper end of a range, likewise
    CASE WHEN m.is_index THEN '%' ELSE m.standard_unit END AS standard_unit,  -- one unit for all figures of the dimension, without 万, 亿; of things counted as written
    m.is_index,                                                        -- whether it is written as an index (102.7) and stands as a rise
    m.bound, m.commitment, m.direction, m.headline, m.optional,
    m.quote, m.sentence, m.heading, m.kind, m.path, m.address, m.start_offset, m.end_offset,
    m.measure_key, m.measure_id, m.report_id
FROM figure AS m;
