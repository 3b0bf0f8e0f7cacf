-- Targets set higher than those of the place above (层层加码), the furthest first.
-- $year: the report year
-- $place: only this place, optional
SELECT place, indicator, target, above_place, above_target, excess, result, above_result
FROM v_cascade
WHERE report_year = $year::INTEGER AND excess > 0 AND ($place::VARCHAR IS NULL OR place = $place)
ORDER BY excess DESC, place, indicator;
