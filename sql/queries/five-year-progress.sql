-- How far the targets that lie years ahead have come, by the last year of which something is told.
-- $place: whose reports
-- $period: the plan: 2021-2025, optional
SELECT target_period, series_name, target, year, result, so_far, standard_unit, round(100 * progress, 1) AS progress_percent,
    round(100 * time_gone, 1) AS time_gone_percent, reached
FROM v_plan_progress
WHERE place = $place AND ($period::VARCHAR IS NULL OR target_period = $period)
QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY year DESC) = 1
ORDER BY target_period, headline DESC, series_name;
