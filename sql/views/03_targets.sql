-- v_targets: what reports set out to reach. `report_year` is the report's, `target_year` the year in which the
-- target falls due: the same for a target of the year, later for a plan of five years.
CREATE OR REPLACE VIEW v_targets AS
SELECT
    place, level, report_year, period_year AS target_year, period AS target_period,
    indicator, canonical, aspect, scope, phrase AS target, commitment,
    value, value_text, value_max, value_max_text, unit, base_value, base_value_max, base_unit,
    bound, direction, headline, optional,
    quote, sentence, heading, section_role, kind, path, address, start_offset, end_offset,
    section_index, measure_key, hardness, measure_id, report_id
FROM v_measures WHERE role = 'target';
