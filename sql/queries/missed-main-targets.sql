-- The main targets that were missed, the largest gap first within a year.
-- $place: whose reports, optional
-- $first: the first report year of the targets, optional
-- $last: the last, optional
SELECT place, report_year, indicator, target, result, gap, rule, result_sentence, result_path
FROM v_plan_vs_actual
WHERE headline AND verdict = 'missed' AND ($place::VARCHAR IS NULL OR place = $place)
    AND ($first::INTEGER IS NULL OR report_year >= $first::INTEGER) AND ($last::INTEGER IS NULL OR report_year <= $last::INTEGER)
ORDER BY place, report_year, abs(gap) DESC NULLS LAST, target_id;
