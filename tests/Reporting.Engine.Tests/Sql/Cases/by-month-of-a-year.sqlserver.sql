-- rows (@p0 = 2024, @p1 = 1000)
WITH cells AS (
    SELECT (f.StartDateKey / 100) AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100))
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

