-- v_scorecard: the 对照表. A row an indicator: the target of `report_year` (for `target_year`), its result, gap and
-- verdict, and the target of the report after it (`next_report_year`, for `next_target_year`).
--   * A target that is new has no target of its own; its `result` is then the same indicator's result of that year.
--     So the first report of an archive shows last year's results beside its targets.
--   * `change`: raised, lowered (the number), kept (number and bound), reworded (same or incomparable number, other
--     words), new, dropped; NULL where the archive has headline targets of one of the two years only, or of a plan
--     report's target where it has a plan report of one of them only.
--   * `hardness_change` is about the wording alone, whatever became of the number: 8%以上 after 8%左右 is harder.
--   * `result` is filled for a pairing that is sure; one that is up for review stands in `proposed` (待核对).
--   * `position` orders the rows of one place and report_year as the reports do, new targets last.
CREATE OR REPLACE VIEW v_scorecard AS
WITH years AS NOT MATERIALIZED (
    SELECT place, report_year, bool_or(kind = 'plan') AS planned FROM v_headline_targets GROUP BY ALL
), card AS (
    SELECT a.place, a.report_year, 0 AS block, a.place_in_list, a.measure_id AS target_id, s.next_id
    FROM v_headline_targets AS a LEFT JOIN v_successors AS s ON s.place = a.place AND s.target_id = a.measure_id
    UNION ALL
    SELECT b.place, b.report_year - 1, 1, b.place_in_list, NULL, b.measure_id
    FROM v_headline_targets AS b LEFT JOIN v_successors AS s ON s.place = b.place AND s.next_id = b.measure_id
    WHERE s.next_id IS NULL
), untargeted AS (
    -- results of the year before a target that is new: same name, aspect, scope; the headline's, or one without a rival
    SELECT b.place, b.measure_id AS next_id, r.measure_id AS result_id
    FROM v_headline_targets AS b JOIN v_results AS r
        ON r.place = b.place AND r.result_period = CAST(b.report_year - 1 AS VARCHAR)
        AND coalesce(nullif(r.canonical, ''), r.indicator) = b.name AND r.aspect = b.aspect AND r.scope = b.scope
        AND (r.base_unit = b.base_unit OR b.value IS NULL)
    WHERE r.value IS NOT NULL
        AND (r.kind = 'facts' OR r.report_year = b.report_year - CASE r.kind WHEN 'communique' THEN 1 ELSE 0 END)
    QUALIFY row_number() OVER (PARTITION BY b.place, b.measure_id ORDER BY r.headline DESC,
            list_position(['report', 'plan', 'communique', 'facts'], r.kind), r.start_offset, r.measure_id) = 1
        AND (r.headline OR min(r.base_value) OVER (PARTITION BY b.place, b.measure_id, r.kind)
            = max(r.base_value) OVER (PARTITION BY b.place, b.measure_id, r.kind))
)
SELECT
    c.place, c.report_year, t.target_year,
    c.report_year + 1 AS next_report_year,                             -- of the report that sets the next target
    n.target_year AS next_target_year,                                 -- the year in which the next target falls due
    row_number() OVER (PARTITION BY c.place, c.report_year ORDER BY c.block, c.place_in_list) AS position,
    coalesce(t.indicator, n.indicator) AS indicator,
    coalesce(nullif(t.canonical, ''), n.canonical, '') AS canonical,
    coalesce(t.indicator_group, n.indicator_group) AS indicator_group,
    coalesce(t.aspect, n.aspect) AS aspect,
    coalesce(t.scope, n.scope) AS scope,
    coalesce(nullif(t.unit, ''), nullif(n.unit, ''), m.unit, '') AS unit,
    coalesce(t.direction, n.direction) AS direction,
    t.target, t.value AS target_value, t.value_text AS target_value_text, t.value_max AS target_value_max,
    t.unit AS target_unit, t.bound AS target_bound, t.commitment AS target_commitment,
    t.wording AS target_wording, t.hardness AS target_hardness,
    CASE WHEN p.state = 'paired' THEN p.result ELSE m.phrase END AS result,
    m.value AS result_value, m.value_text AS result_value_text, m.unit AS result_unit,
    m.period_year AS result_year, m.period AS result_period, m.report_year AS result_report_year,
    CASE WHEN p.state = 'review' THEN q.phrase END AS proposed,        -- a result that nobody has confirmed
    CASE WHEN p.state IS DISTINCT FROM 'review' THEN p.gap END AS gap,
    CASE WHEN p.state IS DISTINCT FROM 'review' THEN p.verdict END AS verdict,
    p.verdict_zh,
    p.rule, p.state, p.answered_by, p.confidence, p.reasons,
    CASE coalesce(m.kind, CASE WHEN p.state = 'paired' THEN p.result_kind END) WHEN 'report' THEN '政府工作报告'
        WHEN 'plan' THEN '计划报告' WHEN 'communique' THEN '统计公报' WHEN 'facts' THEN '填报表' END AS source,
    p.remark, p.report_silent,
    n.target AS next_target,                                           -- the next report's target, as written
    n.value AS next_target_value,                                      -- its figure in its unit
    n.value_text AS next_target_value_text,                            -- its digits as written
    n.value_max AS next_target_value_max,                              -- upper end of a range
    n.unit AS next_target_unit,                                        -- its unit
    n.bound AS next_target_bound,                                      -- eq | about | ge | gt | le | lt | range | qual
    n.commitment AS next_target_commitment,                            -- 力争, 确保 …, else empty
    n.wording AS next_target_wording,                                  -- the words that bind it
    n.hardness AS next_target_hardness,                                -- how binding they are, 0 to 4
    CASE
        WHEN t.measure_id IS NULL THEN CASE WHEN n.kind <> 'plan' AND before.place IS NOT NULL OR before.planned THEN 'new' END
        WHEN n.measure_id IS NULL THEN CASE WHEN t.kind <> 'plan' AND after.place IS NOT NULL OR after.planned THEN 'dropped' END
        WHEN t.base_value IS NULL AND n.base_value IS NULL AND t.target = n.target THEN 'kept'
        WHEN t.base_value IS NULL OR n.base_value IS NULL OR t.base_unit <> n.base_unit THEN 'reworded'
        WHEN n.base_value = t.base_value AND coalesce(n.base_value_max, n.base_value) = coalesce(t.base_value_max, t.base_value)
            THEN CASE WHEN n.bound = t.bound AND n.commitment = t.commitment THEN 'kept' ELSE 'reworded' END
        WHEN n.base_value >= t.base_value AND coalesce(n.base_value_max, n.base_value) >= coalesce(t.base_value_max, t.base_value)
            THEN 'raised'
        WHEN n.base_value <= t.base_value AND coalesce(n.base_value_max, n.base_value) <= coalesce(t.base_value_max, t.base_value)
            THEN 'lowered'
        ELSE 'reworded'
    END AS change,                                                     -- raised | lowered | kept | reworded | new | dropped; see above
    CASE change WHEN 'raised' THEN '调高' WHEN 'lowered' THEN '调低' WHEN 'kept' THEN '持平' WHEN 'reworded' THEN '表述调整'
        WHEN 'new' THEN '新增' WHEN 'dropped' THEN '不再列入' END AS change_zh,  -- the word for the handout
    CASE sign(n.hardness - t.hardness) WHEN 1 THEN 'harder' WHEN -1 THEN 'softer'
        WHEN 0 THEN 'same' END AS hardness_change,                     -- of the wording: harder | softer | same; NULL without two figures
    CASE hardness_change WHEN 'harder' THEN '趋硬' WHEN 'softer' THEN '趋软' WHEN 'same' THEN '不变' END
        || CASE WHEN t.wording <> n.wording THEN '（' || t.wording || '→' || n.wording || '）' ELSE '' END
        AS hardness_change_zh,                                         -- in words, with the wording: 趋硬（左右→以上）
    t.sentence AS target_sentence, t.heading AS target_heading, t.path AS target_path, t.address AS target_address,
    t.kind AS target_kind, t.start_offset AS target_start, t.end_offset AS target_end,
    CASE WHEN p.state = 'paired' THEN p.result_sentence ELSE m.sentence END AS result_sentence,
    CASE WHEN p.state = 'paired' THEN p.result_heading ELSE m.heading END AS result_heading,
    CASE WHEN p.state = 'paired' THEN p.result_path ELSE m.path END AS result_path,
    CASE WHEN p.state = 'paired' THEN p.result_address ELSE m.address END AS result_address,
    CASE WHEN p.state = 'paired' THEN p.result_kind ELSE m.kind END AS result_kind,
    CASE WHEN p.state = 'paired' THEN p.result_start ELSE m.start_offset END AS result_start,
    CASE WHEN p.state = 'paired' THEN p.result_end ELSE m.end_offset END AS result_end,
    n.sentence AS next_sentence,                                       -- the sentence of the next target
    n.heading AS next_heading,                                         -- the headings above it
    n.path AS next_path,                                               -- its file
    n.address AS next_address,                                         -- where that was taken from
    n.kind AS next_kind,                                               -- report | plan | facts
    n.start_offset AS next_start,                                      -- where its numeral begins in its file
    n.end_offset AS next_end,                                          -- where it ends
    t.measure_key AS target_key, m.measure_key AS result_key,
    n.measure_key AS next_key,                                         -- short name of the next target
    CASE WHEN p.state = 'review' THEN p.result_key END AS proposed_key,  -- short name of the proposed result
    p.ruling, p.decided_by, p.decided_at, p.decision_note,
    t.measure_id AS target_id, m.measure_id AS result_id, n.measure_id AS next_id,
    CASE WHEN p.state = 'paired' THEN p.result_cited_id ELSE m.measure_id END AS result_cited_id,
    CASE WHEN p.state = 'review' THEN p.result_id END AS proposed_id   -- the proposed result, in the table measure
FROM card AS c
LEFT JOIN v_headline_targets AS t ON t.place = c.place AND t.measure_id = c.target_id
LEFT JOIN v_headline_targets AS n ON n.place = c.place AND n.measure_id = c.next_id
LEFT JOIN v_plan_vs_actual AS p ON p.place = c.place AND p.target_id = c.target_id
LEFT JOIN untargeted AS u ON u.place = c.place AND u.next_id = c.next_id AND c.target_id IS NULL
LEFT JOIN v_measures AS m
    ON m.place = c.place AND m.measure_id = coalesce(CASE WHEN p.state = 'paired' THEN p.result_id END, u.result_id)
LEFT JOIN v_measures AS q ON q.place = c.place AND q.measure_id = p.result_id
LEFT JOIN years AS before ON before.place = c.place AND before.report_year = c.report_year
LEFT JOIN years AS after ON after.place = c.place AND after.report_year = c.report_year + 1;
