-- Pairs of target and result that a person should look at, the surest first.
-- $place: whose reports, optional
SELECT place, report_year, indicator, target, result, round(confidence, 2) AS confidence, verdict_if_confirmed,
    reasons, target_sentence, result_sentence, target_key, result_key
FROM v_review
WHERE $place::VARCHAR IS NULL OR place = $place
ORDER BY place, report_year, confidence DESC, target_id;
