-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey),
numbered AS (
    SELECT c.k0, c.Engagements, CASE WHEN c.k0 <> 0 THEN c.k0 END AS PeriodNo FROM cells c),
compared AS (
    SELECT c.k0, c.Engagements, CASE WHEN c.PeriodNo IS NULL THEN NULL WHEN LAG(c.PeriodNo) OVER (PARTITION BY CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) = c.PeriodNo - 1 THEN LAG(c.Engagements) OVER (PARTITION BY CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) ELSE 0 END AS EngagementsBefore
      FROM numbered c)
SELECT c.k0, c.Engagements, c.EngagementsBefore, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM compared c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

