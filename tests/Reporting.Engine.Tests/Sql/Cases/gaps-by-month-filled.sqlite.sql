-- rows (@p0 = 2024, @p1 = 20260102, @p2 = 20240101, @p3 = 20241231, @p4 = 740014, @p5 = 1000)
WITH a AS (
    SELECT (f.StartDateKey / 100) AS k0, COUNT(*) AS Engagements, MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p1 THEN f.StartDateKey END) AS LastPastDateKey
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100)),
b AS (
    SELECT e.k0 AS k0, MAX(COALESCE(e.DayNo - e.DayBefore, e.SameDay)) AS LongestGapDays
      FROM (SELECT e.k0 AS k0, e.SameDay, e.DayNo, LAG(e.DayNo) OVER (PARTITION BY e.k0 ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.k0 AS k0, e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT (f.StartDateKey / 100) AS k0, f.StartDateKey, CASE WHEN f.StartDateKey > 0 AND MIN(f.EngagementKey) < MAX(f.EngagementKey) THEN 0 END AS SameDay
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100), f.StartDateKey) e) e) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, a.LastPastDateKey, b.LongestGapDays
      FROM a
      JOIN b ON b.k0 = a.k0),
bounds AS (
    SELECT (SELECT ((t.StartDateKey / 100) / 100 * 12 + (t.StartDateKey / 100) % 100 - 1) FROM (SELECT @p2 AS StartDateKey, @p0 AS YearKey) t) AS First, (SELECT ((t.StartDateKey / 100) / 100 * 12 + (t.StartDateKey / 100) % 100 - 1) FROM (SELECT @p3 AS StartDateKey, @p0 AS YearKey) t) AS Last),
digits AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
numbers AS (
    SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM digits a, digits b, digits c, digits d, digits e),
periods AS (
    SELECT ((b.First + m.n) / 12 * 100 + (b.First + m.n) % 12 + 1) AS k0 FROM bounds b JOIN numbers m ON m.n <= b.Last - b.First),
spine AS (
    SELECT k0 FROM periods UNION SELECT k0 FROM cells),
filled AS (
    SELECT s.k0, COALESCE(c.Engagements, 0) AS Engagements, c.LongestGapDays, c.LastPastDateKey
      FROM spine s LEFT JOIN cells c ON c.k0 = s.k0),
dated AS (
    SELECT c.k0, c.Engagements, c.LastPastDateKey, c.LongestGapDays, @p4 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS DaysSinceLast
      FROM filled c)
SELECT c.k0, c.Engagements, c.LastPastDateKey, c.LongestGapDays, c.DaysSinceLast, COUNT(*) OVER () AS RowsOfDepth
FROM dated c
ORDER BY c.k0
LIMIT @p5;

