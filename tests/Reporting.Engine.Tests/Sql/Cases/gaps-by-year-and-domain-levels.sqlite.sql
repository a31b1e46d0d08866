-- rows (@p0 = 20260102, @p1 = 740014, @p2 = 1000)
WITH a AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, MAX(CASE WHEN d.StartDateKey BETWEEN 1 AND @p0 THEN d.StartDateKey END) AS LastPastDateKey
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey),
b AS (
    SELECT e.k0 AS k0, e.k1 AS k1, MAX(COALESCE(e.DayNo - e.DayBefore, e.SameDay)) AS LongestGapDays
      FROM (SELECT e.k0 AS k0, e.k1 AS k1, e.SameDay, e.DayNo, LAG(e.DayNo) OVER (PARTITION BY e.k0, e.k1 ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.k0 AS k0, e.k1 AS k1, e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT d.YearKey AS k0, d.DomainKey AS k1, d.StartDateKey, CASE WHEN d.StartDateKey > 0 AND MIN(d.EngagementKey) < MAX(d.EngagementKey) THEN 0 END AS SameDay
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey, d.StartDateKey) e) e) e
      GROUP BY e.k0, e.k1),
cells AS (
    SELECT a.k0, a.k1, a.LastPastDateKey, b.LongestGapDays
      FROM a
      JOIN b ON b.k0 = a.k0 AND b.k1 = a.k1),
dated AS (
    SELECT c.k0, c.k1, c.LastPastDateKey, c.LongestGapDays, @p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS DaysSinceLast
      FROM cells c)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.LastPastDateKey, c.LongestGapDays, c.DaysSinceLast, COUNT(*) OVER () AS RowsOfDepth
FROM dated c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p2;

-- grand total (@p0 = 20260102, @p1 = 740014)
WITH a AS (
    SELECT MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p0 THEN f.StartDateKey END) AS LastPastDateKey
      FROM FactEngagement f),
b AS (
    SELECT MAX(COALESCE(e.DayNo - e.DayBefore, e.SameDay)) AS LongestGapDays
      FROM (SELECT e.SameDay, e.DayNo, LAG(e.DayNo) OVER (ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT f.StartDateKey, CASE WHEN f.StartDateKey > 0 AND MIN(f.EngagementKey) < MAX(f.EngagementKey) THEN 0 END AS SameDay
      FROM FactEngagement f
      GROUP BY f.StartDateKey) e) e) e),
cells AS (
    SELECT a.LastPastDateKey, b.LongestGapDays
      FROM a
      CROSS JOIN b),
dated AS (
    SELECT c.LastPastDateKey, c.LongestGapDays, @p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS DaysSinceLast
      FROM cells c)
SELECT c.LastPastDateKey, c.LongestGapDays, c.DaysSinceLast
FROM dated c;

-- totals of the first 1 (@p0 = 20260102, @p1 = 740014)
WITH a AS (
    SELECT f.YearKey AS k0, MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p0 THEN f.StartDateKey END) AS LastPastDateKey
      FROM FactEngagement f
      GROUP BY f.YearKey),
b AS (
    SELECT e.k0 AS k0, MAX(COALESCE(e.DayNo - e.DayBefore, e.SameDay)) AS LongestGapDays
      FROM (SELECT e.k0 AS k0, e.SameDay, e.DayNo, LAG(e.DayNo) OVER (PARTITION BY e.k0 ORDER BY e.DayNo) AS DayBefore
      FROM (SELECT e.k0 AS k0, e.SameDay, CASE WHEN e.StartDateKey > 0 THEN (367 * (e.StartDateKey / 10000) - 7 * (e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((e.StartDateKey / 10000 + ((e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (e.StartDateKey / 100 % 100 + 1 - SIGN(e.StartDateKey / 100 % 100)) / 9 + e.StartDateKey % 100 + 1 - SIGN(e.StartDateKey % 100)) END AS DayNo
      FROM (SELECT f.YearKey AS k0, f.StartDateKey, CASE WHEN f.StartDateKey > 0 AND MIN(f.EngagementKey) < MAX(f.EngagementKey) THEN 0 END AS SameDay
      FROM FactEngagement f
      GROUP BY f.YearKey, f.StartDateKey) e) e) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.LastPastDateKey, b.LongestGapDays
      FROM a
      JOIN b ON b.k0 = a.k0),
dated AS (
    SELECT c.k0, c.LastPastDateKey, c.LongestGapDays, @p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS DaysSinceLast
      FROM cells c)
SELECT c.k0, c.LastPastDateKey, c.LongestGapDays, c.DaysSinceLast
FROM dated c
ORDER BY c.k0;

