-- How each main target changed from one report to the next: raised, lowered, kept, softer or harder in its wording.
-- $place: whose reports
-- $year: the report year of the earlier target
SELECT indicator, target, next_target, change_zh, hardness_change_zh, result, verdict_zh
FROM v_scorecard
WHERE place = $place AND report_year = $year::INTEGER
ORDER BY position, target_id NULLS LAST, next_id;
