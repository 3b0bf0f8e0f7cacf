-- Each target of a place with its result, gap and verdict, main targets first.
-- $place: whose reports
-- $first: the first report year of the targets, optional
-- $last: the last, optional
SELECT report_year, headline, indicator, target, result, result_year, gap, verdict_zh, source, target_sentence, result_sentence
FROM v_plan_vs_actual
WHERE place = $place AND ($first::INTEGER IS NULL OR report_year >= $first::INTEGER)
    AND ($last::INTEGER IS NULL OR report_year <= $last::INTEGER)
ORDER BY report_year, headline DESC, target_start, target_id;
