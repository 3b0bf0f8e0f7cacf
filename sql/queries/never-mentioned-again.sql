-- Targets on which the next report says nothing, by group, the main ones first.
-- $place: whose reports
-- $year: the report year in which they were set
-- $group: only indicators of this group: 民生, optional
SELECT indicator_group, headline, indicator, target, silent_report_year, target_heading, target_sentence
FROM v_undisclosed_targets
WHERE place = $place AND report_year = $year::INTEGER AND ($group::VARCHAR IS NULL OR indicator_group = $group)
ORDER BY headline DESC, indicator_group, indicator, target_id;
