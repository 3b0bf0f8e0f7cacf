-- v_answers: what each source says of a target, where it answers it surely: a row a target and source. The first (`nth` 1)
-- is the result that v_plan_vs_actual has; one that `differs` says otherwise by more than the figures' own rounding.
CREATE OR REPLACE VIEW v_answers AS
SELECT
    t.place, t.report_year, t.target_year, t.indicator, t.canonical, t.indicator_group, t.aspect, t.scope, t.headline,
    t.target,
    a.nth,                                                             -- 1 for the answer that was taken, then as the sources are asked
    CASE m.kind WHEN 'report' THEN '政府工作报告' WHEN 'plan' THEN '计划报告' WHEN 'communique' THEN '统计公报'
        WHEN 'facts' THEN '填报表' END AS source,
    m.phrase AS result, m.value AS result_value, m.unit AS result_unit,
    a.standing,                                                        -- how final the text says it is: 初步核算, 最终核实; empty where it says nothing
    a.differs,                                                         -- whether it says otherwise than the one taken
    a.gap, a.verdict, a.confidence,
    t.sentence AS target_sentence, m.sentence AS result_sentence, m.path AS result_path, m.address AS result_address,
    t.measure_key AS target_key, m.measure_key AS result_key, a.target_id, a.result_id
FROM answer AS a
JOIN v_targets AS t ON t.measure_id = a.target_id
JOIN v_measures AS m ON m.place = t.place AND m.measure_id = a.result_id;
