-- rows (@p0 = 1000)
WITH cells AS (
    SELECT (CASE WHEN f.StartDateKey / 100 % 100 = 0 THEN f.YearKey * 10 ELSE (f.YearKey * 12 + f.StartDateKey / 100 % 100 - 4) / 12 * 10 + 1 END) AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY (CASE WHEN f.StartDateKey / 100 % 100 = 0 THEN f.YearKey * 10 ELSE (f.YearKey * 12 + f.StartDateKey / 100 % 100 - 4) / 12 * 10 + 1 END))
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

