-- v_results: what reports and fact sheets claim to have reached. `report_year` is the report's, `result_year` the
-- year in which the result's period ends: the year before, as a rule.
CREATE OR REPLACE VIEW v_results AS
SELECT
    place, level, report_year,
    period_year AS result_year,                                        -- the year in which the result's period ends
    period AS result_period,                                           -- the years to which the result belongs
    indicator, canonical, indicator_group, aspect, scope,
    phrase AS result,                                                  -- the result as written; NULL where there is none
    value, value_text, value_max, value_max_text, unit, base_value, base_value_max, base_unit,
    bound, direction, headline, optional,
    quote, sentence, heading, section_role, kind, path, address, start_offset, end_offset,
    section_index, measure_key, measure_id, report_id
FROM v_measures WHERE role = 'achieved';
