-- v_successors: a headline target of one report with the headline target of the next that takes its place.
-- Targets alike in name, aspect, scope and base unit follow each other; what remains does so without the unit if one
-- of the two has no figure (居民收入与经济增长同步 after 增长6%).
CREATE OR REPLACE VIEW v_successors AS
WITH alike AS (
    SELECT a.measure_id AS target_id, b.measure_id AS next_id
    FROM v_headline_targets AS a JOIN v_headline_targets AS b
        ON b.place = a.place AND b.report_year = a.report_year + 1 AND b.name = a.name
        AND b.aspect = a.aspect AND b.scope = a.scope AND b.base_unit = a.base_unit AND b.nth = a.nth
), reworded AS (
    SELECT a.measure_id AS target_id, b.measure_id AS next_id
    FROM v_headline_targets AS a JOIN v_headline_targets AS b
        ON b.place = a.place AND b.report_year = a.report_year + 1 AND b.name = a.name AND b.scope = a.scope
    WHERE (a.value IS NULL) <> (b.value IS NULL)
        AND a.measure_id NOT IN (SELECT target_id FROM alike)
        AND b.measure_id NOT IN (SELECT next_id FROM alike)
    QUALIFY row_number() OVER (PARTITION BY a.measure_id ORDER BY a.aspect = b.aspect DESC, b.start_offset, b.measure_id) = 1
        AND row_number() OVER (PARTITION BY b.measure_id ORDER BY a.aspect = b.aspect DESC, a.start_offset, a.measure_id) = 1
)
SELECT
    target_id,                                                         -- the target, in the table measure
    next_id                                                            -- the target of the next report, in the table measure
FROM (FROM alike UNION ALL FROM reworded);
