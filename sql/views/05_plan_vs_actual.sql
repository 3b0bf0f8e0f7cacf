-- v_plan_vs_actual: every target with the result that answers it, the gap, the verdict and the rule that gave it.
-- Without an answer `verdict` is 'undisclosed' where the next report was read (answered_by 'report') and NULL where it
-- wasn't: answered_by is then the first of plan, communique, facts that was, NULL where nothing is in the archive.
-- `source` says which of the sources gives the result; `remark` where another says otherwise (v_answers has them all).
-- Where state is 'review' the result is a proposal that nobody has confirmed. `verdict_zh` is the word for the handout;
-- it says 待核对 for such a proposal and 资料未载 where the next report wasn't read and the other sources have nothing.
-- What a person decided wins: `ruling` is then same or none, state paired or none.
CREATE OR REPLACE VIEW v_plan_vs_actual AS
SELECT
    t.place, t.report_year, t.target_year, t.target_period,
    t.indicator, t.canonical, t.indicator_group, t.aspect, t.scope, t.headline, t.direction,
    t.target,
    t.value AS target_value,                                           -- the target's figure in its unit; NULL for a target in words
    t.value_text AS target_value_text,                                 -- its digits as written
    t.value_max AS target_value_max,                                   -- upper end of a range
    t.unit AS target_unit,                                             -- the target's unit
    t.bound AS target_bound,                                           -- eq | about | ge | gt | le | lt | range | qual
    t.commitment AS target_commitment,                                 -- 力争, 确保 …, else empty
    t.wording AS target_wording,                                       -- the words that bind the target: 力争…左右, 以上
    t.hardness AS target_hardness,                                     -- how binding they are, 0 to 4; NULL for a target in words
    coalesce(m.report_year, w.report_year) AS result_report_year,                               -- of the report, communiqué (its own year) or fact sheet that gives the result
    m.period_year AS result_year, m.period AS result_period,
    m.indicator AS result_indicator,                                   -- the result's name, as its text has it
    coalesce(m.phrase, nullif(p.told, '')) AS result,                  -- as written; of a target in words the words that answer it, where no figure does
    m.value AS result_value,                                           -- the result's figure in its unit
    m.value_text AS result_value_text,                                 -- its digits as written
    m.unit AS result_unit,                                             -- the result's unit
    p.gap,                                                             -- result minus target: points for a rate, else the target's unit
    p.verdict,                                                         -- exceeded | met | near | missed | undisclosed | incomparable; NULL where not known
    CASE WHEN p.state = 'review' THEN '待核对' WHEN p.state = 'none' AND p.answered_by <> 'report' AND d.ruling IS NULL THEN '资料未载'
        ELSE CASE p.verdict WHEN 'exceeded' THEN '超额完成' WHEN 'met' THEN '完成' WHEN 'near' THEN '接近完成'
        WHEN 'missed' THEN '未完成' WHEN 'undisclosed' THEN '未披露'
        WHEN 'incomparable' THEN '无法判定' END END AS verdict_zh,     -- the word for the handout
    p.rule,                                                            -- the rule that gave the verdict, with its numbers
    p.state,                                                           -- paired | review (a proposal) | none; NULL where nothing later was read
    p.answered_by,                                                     -- report: the next report was read | plan, communique, facts: only such
    CASE coalesce(m.kind, w.kind) WHEN 'report' THEN '政府工作报告' WHEN 'plan' THEN '计划报告' WHEN 'communique' THEN '统计公报'
        WHEN 'facts' THEN '填报表' END AS source,                      -- what gives the result: 政府工作报告 | 计划报告 | 统计公报 | 填报表
    nullif(p.remark, '') AS remark,                                    -- where another source says otherwise, and how final the figures are
    p.answered_by = 'report' AND NOT coalesce(a.reported, w.kind = 'report', false) AS report_silent,  -- whether the next report was read and gives no sure result
    p.confidence,                                                      -- how sure the pairing is, 0 to 1; 1 where a person decided
    p.reasons,                                                         -- why the two belong together, or what speaks against it; who decided
    t.sentence AS target_sentence,                                     -- the sentence of the target
    t.heading AS target_heading,                                       -- the headings above it
    t.section_index AS target_section_index,                           -- its section
    t.path AS target_path,                                             -- its file
    t.address AS target_address,                                       -- where that was taken from
    t.kind AS target_kind,                                             -- report | plan | communique | facts
    t.start_offset AS target_start,                                    -- where the target's numeral begins in its file
    t.end_offset AS target_end,                                        -- where it ends
    coalesce(m.sentence, w.sentence) AS result_sentence,                                     -- the sentence of the result
    coalesce(m.heading, w.heading) AS result_heading,                                       -- the headings above it
    coalesce(m.path, w.path) AS result_path,                                             -- its file
    coalesce(m.address, w.address) AS result_address,                                       -- where that, or the figure itself, was taken from
    coalesce(m.kind, w.kind) AS result_kind,                                             -- report | plan | communique | facts
    coalesce(m.start_offset, w.start_offset) AS result_start,                                    -- where the result's numeral begins in its file
    coalesce(m.end_offset, w.end_offset) AS result_end,                                        -- where it ends
    t.measure_key AS target_key,                                       -- short name of the target for `duizhao decide`
    m.measure_key AS result_key,                                       -- short name of the result
    d.ruling,                                                          -- what a person decided of the target: same | none; NULL for nothing
    d.decided_by,                                                      -- who decided
    d.decided_at,                                                      -- when, ISO with the offset from UTC
    d.note AS decision_note,                                           -- why, in that person's words
    t.measure_id AS target_id,                                         -- the target, in the table measure
    m.measure_id AS result_id,                                         -- the result, in the table measure
    coalesce(m.measure_id, CASE WHEN p.told_report_id IS NOT NULL THEN 'words:' || t.measure_id END) AS result_cited_id,  -- what v_cited has of it
    t.report_id AS target_report_id                                    -- the report that sets the target
FROM v_targets AS t
LEFT JOIN (
    SELECT p.*, r.place FROM pairing AS p JOIN report AS r ON r.report_id = p.target_report_id
) AS p ON p.target_id = t.measure_id AND p.place = t.place
LEFT JOIN v_measures AS m ON m.measure_id = p.result_id AND m.place = t.place
LEFT JOIN v_sentences AS w
    ON w.place = t.place AND w.report_id = p.told_report_id AND w.sentence_index = p.told_sentence_index
LEFT JOIN (
    SELECT a.target_id, r.place, bool_or(r.kind = 'report') AS reported
    FROM answer AS a JOIN measure AS s ON s.measure_id = a.result_id JOIN report AS r USING (report_id) GROUP BY ALL
) AS a ON a.target_id = t.measure_id AND a.place = t.place
LEFT JOIN decision AS d ON d.target_id = t.measure_id AND d.withdrawn_at IS NULL AND d.ruling <> 'not same'
    AND (d.ruling = 'none' OR d.result_id IS NOT NULL);
