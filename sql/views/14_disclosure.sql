-- v_disclosure: of each report's targets for its own year how many the next report or another source answered, by group of indicators, the main
-- targets apart from the others. `targets` is answered + proposed + undisclosed + not_recorded + waiting.
CREATE OR REPLACE VIEW v_disclosure AS
WITH own AS (
    SELECT place, report_year, indicator_group, true AS headline, state, verdict, report_silent FROM v_scorecard WHERE target_id IS NOT NULL
    UNION ALL
    SELECT place, report_year, indicator_group, false, state, verdict, report_silent FROM v_plan_vs_actual
    WHERE NOT headline AND target_period = CAST(report_year AS VARCHAR) AND target_value IS NOT NULL
    QUALIFY target_kind = max(target_kind) OVER (PARTITION BY place, report_year)  -- a plan report repeats its report's
)
SELECT
    place, report_year, headline, indicator_group,
    count(*) AS targets,                                               -- how many targets were set for the year
    count(*) FILTER (state = 'paired') AS answered,                    -- for how many the result is known
    count(*) FILTER (state = 'paired' AND report_silent) AS elsewhere,  -- of those answered: for how many by another source, the report being silent
    count(*) FILTER (state = 'review') AS proposed,                    -- for how many a result is proposed that nobody has confirmed
    count(*) FILTER (state = 'none' AND verdict = 'undisclosed') AS undisclosed,  -- on how many the next report is silent
    count(*) FILTER (state = 'none' AND verdict IS NULL) AS not_recorded,  -- on how many the other sources are silent, the report not being read
    count(*) FILTER (state IS NULL) AS waiting,                        -- how many nothing in the archive could answer yet
    count(*) FILTER (state = 'paired' AND verdict = 'exceeded') AS exceeded,  -- of those answered: 超额完成
    count(*) FILTER (state = 'paired' AND verdict = 'met') AS met,     -- 完成
    count(*) FILTER (state = 'paired' AND verdict = 'near') AS near,   -- 接近完成
    count(*) FILTER (state = 'paired' AND verdict = 'missed') AS missed,  -- 未完成
    count(*) FILTER (state = 'paired' AND verdict = 'incomparable') AS incomparable  -- 无法判定
FROM own
GROUP BY place, report_year, headline, indicator_group;
