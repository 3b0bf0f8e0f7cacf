-- The decisions in force, with who made them, when and why.
-- $place: whose reports, optional
SELECT place, report_year, indicator, target, ruling, result, note, decided_by, decided_at, standing, remark
FROM v_decisions
WHERE withdrawn_at IS NULL AND ($place::VARCHAR IS NULL OR place = $place)
ORDER BY place, report_year, decision_id;
