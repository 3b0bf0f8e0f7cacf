-- v_places: the places of the archive, each with those above it that the archive has, the nearest first. The nation is above
-- all others, whether or not what lies between is in the archive.
CREATE OR REPLACE VIEW v_places AS
WITH RECURSIVE known AS (
    SELECT place, arg_max(level, report_year) AS level, arg_max(parent, report_year) AS parent FROM report GROUP BY place
), climbing AS (
    SELECT place, parent AS upper, 1 AS step FROM known WHERE parent <> ''
    UNION ALL
    SELECT c.place, k.parent, c.step + 1 FROM climbing AS c JOIN known AS k ON k.place = c.upper
    WHERE k.parent <> '' AND c.step < 9  -- places that name each other as parents end there
), above AS (
    SELECT place, upper, min(step) AS step FROM (
        FROM climbing
        UNION ALL
        SELECT k.place, n.place, 10 FROM known AS k JOIN known AS n ON n.level = 'nation' AND k.level <> 'nation'
    ) WHERE upper <> place AND upper IN (SELECT place FROM known) GROUP BY ALL
)
SELECT
    k.place, k.level, k.parent,
    coalesce(list(a.upper ORDER BY a.step) FILTER (a.upper IS NOT NULL), []) AS line,  -- the places above it in the archive, the nearest first
    list_reverse(line) || [k.place] AS path                            -- from the top down to itself: ordering by it puts each under its own
FROM known AS k LEFT JOIN above AS a ON a.place = k.place
GROUP BY k.place, k.level, k.parent;
