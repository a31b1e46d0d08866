-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.StartDateKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.StartDateKey),
bounds AS (
    SELECT (SELECT MIN(CASE WHEN c.k0 % 100 <> 0 THEN DATEDIFF(day, CAST('1900-01-01' AS date), DATEFROMPARTS(c.k0 / 10000, c.k0 / 100 % 100, c.k0 % 100)) END) FROM cells c) AS First, (SELECT MAX(CASE WHEN c.k0 % 100 <> 0 THEN DATEDIFF(day, CAST('1900-01-01' AS date), DATEFROMPARTS(c.k0 / 10000, c.k0 / 100 % 100, c.k0 % 100)) END) FROM cells c) AS Last),
digits AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
numbers AS (
    SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM digits a, digits b, digits c, digits d, digits e),
periods AS (
    SELECT CAST(CONVERT(char(8), DATEADD(day, (b.First + m.n), CAST('1900-01-01' AS date)), 112) AS int) AS k0 FROM bounds b JOIN numbers m ON m.n <= b.Last - b.First),
spine AS (
    SELECT k0 FROM periods UNION SELECT k0 FROM cells),
filled AS (
    SELECT s.k0, COALESCE(c.Engagements, 0) AS Engagements
      FROM spine s LEFT JOIN cells c ON c.k0 = s.k0)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM filled c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

