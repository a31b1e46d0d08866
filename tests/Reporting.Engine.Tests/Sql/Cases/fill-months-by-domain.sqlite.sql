-- rows (@p0 = 2024, @p1 = 20240101, @p2 = 20241231, @p3 = 1000)
WITH cells AS (
    SELECT (d.StartDateKey / 100) AS k0, d.DomainKey AS k1, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.YearKey = @p0
      GROUP BY (d.StartDateKey / 100), d.DomainKey),
bounds AS (
    SELECT (SELECT ((t.StartDateKey / 100) / 100 * 12 + (t.StartDateKey / 100) % 100 - 1) FROM (SELECT @p1 AS StartDateKey, @p0 AS YearKey) t) AS First, (SELECT ((t.StartDateKey / 100) / 100 * 12 + (t.StartDateKey / 100) % 100 - 1) FROM (SELECT @p2 AS StartDateKey, @p0 AS YearKey) t) AS Last),
digits AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
numbers AS (
    SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM digits a, digits b, digits c, digits d, digits e),
periods AS (
    SELECT ((b.First + m.n) / 12 * 100 + (b.First + m.n) % 12 + 1) AS k0 FROM bounds b JOIN numbers m ON m.n <= b.Last - b.First),
spine AS (
    SELECT p.k0, o.k1 FROM periods p CROSS JOIN (SELECT DISTINCT c.k1 FROM cells c) o UNION SELECT k0, k1 FROM cells),
filled AS (
    SELECT s.k0, s.k1, COALESCE(c.Engagements, 0) AS Engagements
      FROM spine s LEFT JOIN cells c ON c.k0 = s.k0 AND c.k1 = s.k1),
numbered AS (
    SELECT c.k0, c.k1, c.Engagements, CASE WHEN c.k0 % 100 <> 0 THEN (c.k0 / 100 * 12 + c.k0 % 100 - 1) END AS PeriodNo FROM filled c),
compared AS (
    SELECT c.k0, c.k1, c.Engagements, CASE WHEN c.PeriodNo IS NULL THEN NULL WHEN LAG(c.PeriodNo) OVER (PARTITION BY c.k1, CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) = c.PeriodNo - 1 THEN LAG(c.Engagements) OVER (PARTITION BY c.k1, CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) ELSE 0 END AS EngagementsBefore
      FROM numbered c)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, c.EngagementsBefore, COUNT(*) OVER () AS RowsOfDepth
FROM compared c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p3;

