-- rows (@p0 = 1000)
WITH cells AS (
    SELECT (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3) AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3))
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

