-- v_undisclosed_targets: targets on which the next report is silent and no other source has a result either. Only where that
-- report was read; v_plan_vs_actual has those that another source answers, with `report_silent`.
CREATE OR REPLACE VIEW v_undisclosed_targets AS
SELECT
    place, report_year, target_year,
    report_year + 1 AS silent_report_year,                             -- of the report that is silent
    indicator, canonical, indicator_group, aspect, scope,
    headline, target, rule, reasons, target_sentence, target_heading, target_path, target_key, target_id
FROM v_plan_vs_actual WHERE verdict = 'undisclosed';
