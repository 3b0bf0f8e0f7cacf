-- v_review: pairings that are put up for review, most confident first within a report.
CREATE OR REPLACE VIEW v_review AS
SELECT
    place, report_year, target_year, result_report_year, result_year, indicator, target, result_indicator, result,
    confidence, reasons,
    verdict AS verdict_if_confirmed,                                   -- the verdict that holds if the result is confirmed
    rule,
    target_sentence, target_heading, target_path, result_sentence, result_heading, result_path,
    headline, target_key, result_key, target_id, result_id
FROM v_plan_vs_actual WHERE state = 'review';
