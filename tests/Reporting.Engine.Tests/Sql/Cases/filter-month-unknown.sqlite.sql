-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE NOT ((f.StartDateKey / 100) % 100 <> 0)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

