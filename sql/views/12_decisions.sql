-- v_decisions: what persons decided of targets, in the order in which they did. One that is 'stale' has no effect: no figure
-- of the archive says any more what its target or its result said. It is kept, and holds again once one does.
CREATE OR REPLACE VIEW v_decisions AS
SELECT
    d.place, d.report_year,
    coalesce(t.measure_key, d.target.short) AS target_key,
    d.target.indicator AS indicator, d.target.phrase AS target,
    d.ruling,                                                          -- same | not same | none (nothing answers the target)
    coalesce(r.measure_key, d.result.short) AS result_key,
    d.result.indicator AS result_indicator, d.result.phrase AS result,
    d.note,                                                            -- why, in that person's words
    d.decided_by,                                                      -- who decided
    d.decided_at,                                                      -- when, ISO with the offset from UTC
    CASE WHEN d.withdrawn_at IS NOT NULL THEN 'withdrawn'
        WHEN d.target_id IS NULL OR (d.result IS NOT NULL AND d.result_id IS NULL) THEN 'stale'
        ELSE 'in force'
    END AS standing,                                                   -- in force | stale | withdrawn
    concat_ws('；',
        CASE WHEN d.withdrawn_at IS NULL AND d.target_id IS NULL THEN
            CASE WHEN d.target_matches > 0 THEN '该目标已另有决定' ELSE '原文中已无此目标' END END,
        CASE WHEN d.withdrawn_at IS NULL AND d.target_id IS NOT NULL AND d.result IS NOT NULL AND d.result_id IS NULL THEN '原文中已无此结果' END,
        CASE WHEN d.target_id IS NOT NULL AND d.target_matches > 1
            THEN '同样的目标有' || d.target_matches || '处，取最近的一处' END,
        CASE WHEN d.result_id IS NOT NULL AND d.result_matches > 1 AND d.ruling = 'same'
            THEN '同样的结果有' || d.result_matches || '处，取最近的一处' END
    ) AS remark,                                                       -- why it is stale, or which of several was taken
    d.withdrawn_by,                                                    -- who undid or replaced it
    d.withdrawn_at,                                                    -- when
    d.decision_id,                                                     -- its number, in the order in which they were made
    d.target_id, d.result_id
FROM decision AS d
LEFT JOIN measure AS t ON t.measure_id = d.target_id
LEFT JOIN measure AS r ON r.measure_id = d.result_id
ORDER BY d.decision_id;
