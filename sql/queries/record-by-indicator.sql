-- How often each main target of a place was reached, near, missed or passed over, over the years.
-- $place: whose reports
SELECT max_by(indicator, report_year) AS indicator, aspect, count(*) AS years,
    count(*) FILTER (verdict IN ('met', 'exceeded')) AS reached, count(*) FILTER (verdict = 'near') AS near,
    count(*) FILTER (verdict = 'missed') AS missed, count(*) FILTER (verdict = 'undisclosed') AS undisclosed,
    min(report_year) AS first_year, max(report_year) AS last_year
FROM (SELECT *, coalesce(nullif(canonical, ''), indicator) AS which FROM v_plan_vs_actual WHERE headline AND place = $place)
GROUP BY which, aspect, scope
ORDER BY years DESC, indicator;
