-- rows (@p0 = 2024, @p1 = 1001)
WITH cells AS (
    SELECT (f.StartDateKey / 100) AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100))
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

-- how many rows, where the limit cut them (@p0 = 2024)
WITH cells AS (
    SELECT (f.StartDateKey / 100) AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100))
SELECT COUNT_BIG(*) FROM cells c;

