-- Targets that two sources answer differently: report, plan report, communiqué, fact sheet.
-- $place: whose reports, optional
SELECT place, report_year, indicator, target, nth, source, result, standing, verdict, result_sentence
FROM v_answers
WHERE target_id IN (SELECT target_id FROM v_answers WHERE differs) AND ($place::VARCHAR IS NULL OR place = $place)
ORDER BY place, report_year, indicator, target_id, nth;
