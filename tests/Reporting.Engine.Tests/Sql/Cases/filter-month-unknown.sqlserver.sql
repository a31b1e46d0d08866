-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE NOT ((f.StartDateKey / 100) % 100 <> 0)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

