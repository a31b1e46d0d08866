-- rows (@p0 = 1000)
WITH cells AS (
    SELECT (d.StartDateKey / 100) AS k0, d.DomainKey AS k1, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY (d.StartDateKey / 100), d.DomainKey),
numbered AS (
    SELECT c.k0, c.k1, c.Engagements, CASE WHEN c.k0 % 100 <> 0 THEN (c.k0 / 100 * 12 + c.k0 % 100 - 1) END AS PeriodNo FROM cells c),
compared AS (
    SELECT c.k0, c.k1, c.Engagements, CASE WHEN c.PeriodNo IS NULL THEN NULL WHEN LAG(c.PeriodNo) OVER (PARTITION BY c.k1, CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) = c.PeriodNo - 1 THEN LAG(c.Engagements) OVER (PARTITION BY c.k1, CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END ORDER BY c.k0) ELSE 0 END AS EngagementsBefore
      FROM numbered c)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, c.EngagementsBefore, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM compared c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY CASE WHEN (c.Engagements - c.EngagementsBefore) IS NULL THEN 1 ELSE 0 END, (c.Engagements - c.EngagementsBefore) DESC, c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

