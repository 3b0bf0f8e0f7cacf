-- Main targets that the next report sets no more, with what became of them.
-- $place: whose reports
-- $first: the first report year, optional
-- $last: the last, optional
SELECT report_year, next_report_year, indicator, target, result, verdict_zh, target_sentence
FROM v_dropped_targets
WHERE place = $place AND ($first::INTEGER IS NULL OR report_year >= $first::INTEGER)
    AND ($last::INTEGER IS NULL OR report_year <= $last::INTEGER)
ORDER BY report_year, indicator, target_id;
