-- v_measures: every figure with the report, section and sentence it stands in. The other views select from it.
CREATE OR REPLACE VIEW v_measures AS
SELECT
    r.place, r.level, r.parent,
    r.report_year,                                                     -- whose report it stands in
    m.period,                                                          -- what the figure belongs to, as text
    m.last_year AS period_year,                                        -- the year in which that period ends
    m.role, m.indicator, m.canonical, m.aspect, m.scope,
    m.phrase,                                                          -- as written, with verb and bound
    m.value, m.value_text, m.value_max, m.value_max_text, m.unit,
    m.base_value, m.base_value_max, m.base_unit,                       -- 万, 亿 multiplied out
    m.bound, m.commitment, m.direction, m.headline, m.optional,
    m.quote, s.text AS sentence,
    -- where in `sentence` the figure begins and ends, from 0: the last run of characters that starts at or before it
    list_min([s.breaks[i] + m.start_offset - s.breaks[i + 1]
        FOR i IN range(1, len(s.breaks), 2) IF s.breaks[i + 1] <= m.start_offset]) AS figure_at,
    list_min([s.breaks[i] + m.end_offset - s.breaks[i + 1]
        FOR i IN range(1, len(s.breaks), 2) IF s.breaks[i + 1] < m.end_offset]) AS figure_ends_at,
    t.trail AS heading, t.role AS section_role,
    r.kind, r.path, m.address, m.start_offset, m.end_offset, m.position,
    m.section_index, m.sentence_index,
    m.measure_key,                                                     -- short name by which it is decided on
    m.hardness,
    m.measure_id, m.report_id
FROM measure AS m
JOIN report AS r USING (report_id)
LEFT JOIN sentence AS s ON s.report_id = m.report_id AND s.sentence_index = m.sentence_index
LEFT JOIN section AS t ON t.report_id = m.report_id AND t.section_index = m.section_index;
