-- rows (@p0 = 2000, @p1 = 2025, @p2 = 20000101, @p3 = 20251231, @p4 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount
      FROM FactEngagement f INDEXED BY IX_FactEngagement_Year
      WHERE f.YearKey BETWEEN @p0 AND @p1
      GROUP BY f.YearKey),
bounds AS (
    SELECT (SELECT t.YearKey FROM (SELECT @p2 AS StartDateKey, @p0 AS YearKey) t) AS First, (SELECT t.YearKey FROM (SELECT @p3 AS StartDateKey, @p1 AS YearKey) t) AS Last),
digits AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
numbers AS (
    SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM digits a, digits b, digits c, digits d, digits e),
periods AS (
    SELECT (b.First + m.n) AS k0 FROM bounds b JOIN numbers m ON m.n <= b.Last - b.First),
spine AS (
    SELECT k0 FROM periods UNION SELECT k0 FROM cells),
filled AS (
    SELECT s.k0, COALESCE(c.Engagements, 0) AS Engagements, c.Headcount
      FROM spine s LEFT JOIN cells c ON c.k0 = s.k0)
SELECT c.k0, c.Engagements, c.Headcount, COUNT(*) OVER () AS RowsOfDepth
FROM filled c
ORDER BY c.k0
LIMIT @p4;

