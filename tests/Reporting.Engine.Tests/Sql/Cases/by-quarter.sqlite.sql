-- rows (@p0 = 1001)
WITH cells AS (
    SELECT (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3) AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3))
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3) AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY (f.YearKey * 10 + (f.StartDateKey / 100 % 100 + 2) / 3))
SELECT COUNT(*) FROM cells c;

