-- v_dropped_targets: headline targets that the next report no longer sets, with what became of them.
CREATE OR REPLACE VIEW v_dropped_targets AS
SELECT
    place, report_year, target_year, next_report_year, indicator, canonical, indicator_group, aspect, scope, target,
    result, result_year, gap, verdict, verdict_zh, rule, state,
    target_sentence, target_heading, target_path, target_key, target_id
FROM v_scorecard WHERE change = 'dropped';
