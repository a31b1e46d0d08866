-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, (CASE WHEN d.StartDateKey / 100 % 100 = 0 THEN d.YearKey * 10 ELSE (d.YearKey * 12 + d.StartDateKey / 100 % 100 - 4) / 12 * 10 + 1 END) AS k0, g0.GroupCode AS k1
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0, e.k1)
SELECT c.k0, c.k1, (SELECT MIN(n1.GroupName) FROM DimDomain n1 WHERE n1.GroupCode = c.k1), c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0, c.k1
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

