-- v_headline_targets: the main expected targets of a report for its own year, each once. Where several give one, the
-- report's stands before the plan report's and that before a fact sheet's: the order of the words report, plan, facts. `name` and `nth` are what identifies a target from year to year: the
-- lexicon's id or else the indicator's name, with aspect, scope and base unit; nth counts those alike in all of them.
CREATE OR REPLACE VIEW v_headline_targets AS
WITH named AS (
    SELECT *,
        coalesce(nullif(canonical, ''), indicator) AS name             -- what makes it the same from year to year: the id, or the name
    FROM v_targets
    WHERE headline AND target_period = CAST(report_year AS VARCHAR)
), once AS (
    SELECT * FROM named
    QUALIFY kind = max(kind) OVER (PARTITION BY place, report_year, name, aspect, scope)
        AND row_number() OVER (
            PARTITION BY place, report_year, name, aspect, scope, base_unit, base_value, base_value_max, bound
            ORDER BY kind DESC, start_offset, measure_id) = 1
)
SELECT *,
    row_number() OVER (PARTITION BY place, report_year, name, aspect, scope, base_unit
        ORDER BY start_offset, measure_id) AS nth,                     -- which of those alike in all of that, from 1
    row_number() OVER (PARTITION BY place, report_year
        ORDER BY kind DESC, start_offset, measure_id) AS place_in_list  -- its place among the main targets, from 1
FROM once;
