-- v_targets: what reports set out to reach. `report_year` is the report's, `target_year` the year in which the
-- target falls due: the same for a target of the year, later for a plan of five years.
CREATE OR REPLACE VIEW v_targets AS
SELECT
    place, level, report_year,
    period_year AS target_year,                                        -- the year in which the target falls due
    period AS target_period,                                           -- the years for which it is set
    indicator, canonical, indicator_group, aspect, scope,
    phrase AS target,                                                  -- the target as written, with verb and bound
    CASE WHEN commitment <> '' THEN commitment || '…' ELSE '' END
        || CASE bound WHEN 'about' THEN '左右' WHEN 'ge' THEN '以上' WHEN 'gt' THEN '超' WHEN 'le' THEN '以内'
            WHEN 'lt' THEN CASE WHEN direction IN ('down', 'ceiling') THEN '低于' ELSE '近' END
            WHEN 'range' THEN '区间' WHEN 'qual' THEN '定性' ELSE '只写数值' END AS wording,  -- the words that bind: 力争…左右, 以上
    commitment, value, value_text, value_max, value_max_text, unit, base_value, base_value_max, base_unit,
    bound, direction, headline, optional,
    quote, sentence, heading, section_role, kind, path, address, start_offset, end_offset,
    section_index, measure_key, hardness, measure_id, report_id
FROM v_measures WHERE role = 'target';
