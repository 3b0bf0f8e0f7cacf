-- v_measures: every figure with the report, section and sentence it stands in. The other views select from it.
CREATE OR REPLACE VIEW v_measures AS
SELECT
    r.place, r.level, r.parent,
    r.report_year,                                                     -- of the report that the figure, or the target, stands in
    m.period,                                                          -- what the figure belongs to: 2024, 2021-2025, 2025H1
    m.last_year AS period_year,                                        -- the year in which that period ends
    m.role,                                                            -- target | achieved | context (neither: a base, a national total)
    m.indicator,                                                       -- what it is of, as the text names it
    m.canonical,                                                       -- id of the indicator in the lexicon, else empty
    coalesce(i.indicator_group, '其他') AS indicator_group,            -- what the indicator is about: 综合, 产业, 民生 …; 其他 where the lexicon lacks it
    m.aspect,                                                          -- level | growth | change | rank
    m.scope,                                                           -- which part of the place, empty for the place itself
    m.phrase,                                                          -- as written, with verb and bound
    m.value,                                                           -- in the unit as written; NULL for a target in words
    m.value_text,                                                      -- its digits as written: 5.0 stays 5.0
    m.value_max,                                                       -- upper end of a range
    m.value_max_text,                                                  -- its digits as written
    m.unit,                                                            -- as written, scale word included: 万人
    m.base_value,                                                      -- the value with 万, 亿 of the unit multiplied out
    m.base_value_max,                                                  -- value_max likewise
    m.base_unit,                                                       -- the unit without 万, 亿
    m.bound,                                                           -- eq | about | ge | gt | le | lt | range | qual
    m.commitment,                                                      -- the word that commits to it (力争, 确保), else empty
    m.direction,                                                       -- up: more is better | down | ceiling: not to be exceeded | none: not known
    m.headline,                                                        -- whether it is one of the main targets, or of the results that answer them
    m.optional,                                                        -- whether careful readers may differ on its being a measure
    m.quote,                                                           -- the words around it, long enough to be read alone
    s.sentence,                                                        -- its sentence
    -- the last run of characters that starts at or before the figure
    list_min([s.breaks[i] + m.start_offset - s.breaks[i + 1]
        FOR i IN range(1, len(s.breaks), 2) IF s.breaks[i + 1] <= m.start_offset]) AS figure_at,  -- where in the sentence it begins, from 0
    list_min([s.breaks[i] + m.end_offset - s.breaks[i + 1]
        FOR i IN range(1, len(s.breaks), 2) IF s.breaks[i + 1] < m.end_offset]) AS figure_ends_at,  -- where in the sentence it ends, exclusive
    s.heading, s.section_role,
    r.kind, r.path, m.address,
    m.start_offset,                                                    -- where the numeral begins in the file's text, in characters from 0
    m.end_offset,                                                      -- where it ends, exclusive
    m.position,                                                        -- its place in the order of the rows it belongs to
    m.section_index,                                                   -- number of its section in the report
    m.sentence_index,                                                  -- number of its sentence in the report
    m.measure_key,                                                     -- short name by which it is decided on; stays when the report is read again
    m.hardness,                                                        -- of a target: how binding the wording, 0 (力争…左右) to 4 (确保…以上)
    m.measure_id,                                                      -- the figure, in the table measure
    m.report_id
FROM measure AS m
JOIN report AS r USING (report_id)
LEFT JOIN indicator AS i ON i.canonical = m.canonical
-- by place as well, here and in all views: a question about one place then reads no other's rows
LEFT JOIN v_sentences AS s ON s.place = r.place AND s.report_id = m.report_id AND s.sentence_index = m.sentence_index;
