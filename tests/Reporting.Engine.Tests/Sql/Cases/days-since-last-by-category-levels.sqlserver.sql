-- rows (@p0 = 20260102, @p1 = 740014, @p2 = 1000)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, f.EngagementTypeKey AS k1, MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p0 THEN f.StartDateKey END) AS LastPastDateKey, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode, f.EngagementTypeKey),
dated AS (
    SELECT c.k0, c.k1, c.Engagements, c.LastPastDateKey, CAST(@p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS bigint) AS DaysSinceLast
      FROM cells c)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.k1, n1.Code, n1.Name, c.Engagements, c.LastPastDateKey, c.DaysSinceLast, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM dated c
LEFT JOIN DimEngagementType n1 ON n1.EngagementTypeKey = c.k1
ORDER BY c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p2 ROWS ONLY;

-- grand total (@p0 = 20260102, @p1 = 740014)
WITH cells AS (
    SELECT MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p0 THEN f.StartDateKey END) AS LastPastDateKey, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f),
dated AS (
    SELECT c.Engagements, c.LastPastDateKey, CAST(@p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS bigint) AS DaysSinceLast
      FROM cells c)
SELECT c.Engagements, c.LastPastDateKey, c.DaysSinceLast
FROM dated c;

-- totals of the first 1 (@p0 = 20260102, @p1 = 740014)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, MAX(CASE WHEN f.StartDateKey BETWEEN 1 AND @p0 THEN f.StartDateKey END) AS LastPastDateKey, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode),
dated AS (
    SELECT c.k0, c.Engagements, c.LastPastDateKey, CAST(@p1 - (367 * (c.LastPastDateKey / 10000) - 7 * (c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) + 9) / 12) / 4 - 3 * ((c.LastPastDateKey / 10000 + ((c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) - 9) / 7) / 100 + 1) / 4 + 275 * (c.LastPastDateKey / 100 % 100 + 1 - SIGN(c.LastPastDateKey / 100 % 100)) / 9 + c.LastPastDateKey % 100 + 1 - SIGN(c.LastPastDateKey % 100)) AS bigint) AS DaysSinceLast
      FROM cells c)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.LastPastDateKey, c.DaysSinceLast
FROM dated c
ORDER BY c.k0;

