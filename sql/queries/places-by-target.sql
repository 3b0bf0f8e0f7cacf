-- The places by the target that they set for one indicator in a year, the highest first.
-- $indicator: the indicator's name in the lexicon, or its id
-- $year: the report year
-- $level: only nation, province, city, district or county, optional
SELECT place, level, target, target_value AS value, target_unit AS unit, result, verdict_zh
FROM v_cascade
WHERE $indicator IN (name, indicator, canonical) AND report_year = $year::INTEGER AND ($level::VARCHAR IS NULL OR level = $level)
ORDER BY aspect DESC, value DESC NULLS LAST, place;
