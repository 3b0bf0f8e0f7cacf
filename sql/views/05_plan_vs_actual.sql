-- v_plan_vs_actual: every target with the result that answers it, the gap, the verdict and the rule that gave it.
-- Without an answer `verdict` is 'undisclosed' where the next report was read (answered_by 'report') and NULL where it
-- wasn't: answered_by is 'facts' where only fact sheets were, NULL where nothing later is in the archive.
-- Where state is 'review' the result is a proposal that nobody has confirmed. `verdict_zh` is the word for the handout;
-- it says 待核对 for such a proposal and 资料未载 where fact sheets only were read and have nothing.
CREATE OR REPLACE VIEW v_plan_vs_actual AS
SELECT
    t.place, t.report_year, t.target_year, t.target_period,
    t.indicator, t.canonical, t.aspect, t.scope, t.headline, t.direction,
    t.target, t.value AS target_value, t.value_text AS target_value_text, t.value_max AS target_value_max,
    t.unit AS target_unit, t.bound AS target_bound, t.commitment AS target_commitment,
    m.report_year AS result_report_year, m.period_year AS result_year, m.period AS result_period,
    m.indicator AS result_indicator, m.phrase AS result,
    m.value AS result_value, m.value_text AS result_value_text, m.unit AS result_unit,
    p.gap, p.verdict,
    CASE WHEN p.state = 'review' THEN '待核对' WHEN p.state = 'none' AND p.answered_by = 'facts' THEN '资料未载'
        ELSE CASE p.verdict WHEN 'exceeded' THEN '超额完成' WHEN 'met' THEN '完成' WHEN 'near' THEN '接近完成'
        WHEN 'missed' THEN '未完成' WHEN 'undisclosed' THEN '未披露' WHEN 'incomparable' THEN '无法判定' END END AS verdict_zh,
    p.rule, p.state, p.answered_by, p.confidence, p.reasons,
    t.sentence AS target_sentence, t.heading AS target_heading, t.section_index AS target_section_index,
    t.path AS target_path, t.address AS target_address, t.kind AS target_kind,
    t.start_offset AS target_start, t.end_offset AS target_end,
    m.sentence AS result_sentence, m.heading AS result_heading, m.path AS result_path,
    m.address AS result_address, m.kind AS result_kind,
    m.start_offset AS result_start, m.end_offset AS result_end,
    t.measure_key AS target_key, m.measure_key AS result_key,
    d.ruling, d.decided_by, d.decided_at, d.note AS decision_note,
    t.measure_id AS target_id, m.measure_id AS result_id, t.report_id AS target_report_id
FROM v_targets AS t
LEFT JOIN pairing AS p ON p.target_id = t.measure_id
LEFT JOIN v_measures AS m ON m.measure_id = p.result_id
LEFT JOIN decision AS d ON d.target_id = t.measure_id AND d.withdrawn_at IS NULL AND d.ruling <> 'not same'
    AND (d.ruling = 'none' OR d.result_id IS NOT NULL);
