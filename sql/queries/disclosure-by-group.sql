-- How many targets of each group were answered by the next report, over all years of a place.
-- $place: whose reports
-- $first: the first report year, optional
-- $last: the last, optional
SELECT indicator_group, headline, CAST(sum(targets) AS BIGINT) AS targets, CAST(sum(answered) AS BIGINT) AS answered,
    CAST(sum(undisclosed) AS BIGINT) AS undisclosed,
    round(100.0 * sum(answered) / nullif(sum(answered + proposed + undisclosed), 0), 1) AS answered_percent
FROM v_disclosure
WHERE place = $place AND ($first::INTEGER IS NULL OR report_year >= $first::INTEGER)
    AND ($last::INTEGER IS NULL OR report_year <= $last::INTEGER)
GROUP BY indicator_group, headline
ORDER BY headline DESC, targets DESC, indicator_group;
