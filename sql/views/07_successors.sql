-- v_successors: a headline target of one report with the headline target of the next that takes its place.
-- Targets alike in name, aspect, scope and base unit follow each other; what remains does so without the unit if one
-- of the two has no figure (居民收入与经济增长同步 after 增长6%).
CREATE OR REPLACE VIEW v_successors AS
WITH head AS MATERIALIZED (
    FROM v_headline_targets
), alike AS NOT MATERIALIZED (
    SELECT a.place, a.measure_id AS target_id, b.measure_id AS next_id
    FROM head AS a JOIN head AS b
        ON b.place = a.place AND b.report_year = a.report_year + 1 AND b.name = a.name
        AND b.aspect = a.aspect AND b.scope = a.scope AND b.base_unit = a.base_unit AND b.nth = a.nth
), reworded AS (
    SELECT a.place, a.measure_id AS target_id, b.measure_id AS next_id
    FROM head AS a JOIN head AS b
        ON b.place = a.place AND b.report_year = a.report_year + 1 AND b.name = a.name AND b.scope = a.scope
    LEFT JOIN alike AS answered ON answered.place = a.place AND answered.target_id = a.measure_id
    LEFT JOIN alike AS answers ON answers.place = a.place AND answers.next_id = b.measure_id
    WHERE (a.value IS NULL) <> (b.value IS NULL) AND answered.target_id IS NULL AND answers.next_id IS NULL
    QUALIFY row_number() OVER (PARTITION BY a.place, a.measure_id ORDER BY a.aspect = b.aspect DESC, b.start_offset, b.measure_id) = 1
        AND row_number() OVER (PARTITION BY a.place, b.measure_id ORDER BY a.aspect = b.aspect DESC, a.start_offset, a.measure_id) = 1
)
SELECT
    place,
    target_id,                                                         -- the target, in the table measure
    next_id                                                            -- the target of the next report, in the table measure
FROM (FROM alike UNION ALL FROM reworded);
