-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.Handling AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.Handling)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

