-- rows (@p0 = 10)
WITH cells AS (
    SELECT f.StartDateKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.StartDateKey)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

