-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.GroupCode AS k0, i.k1 AS k1, SUM(i.Engagements) AS Engagements
      FROM (SELECT d.DomainKey AS k0, d.DomainKey AS k1, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey) i
      CROSS JOIN DimDomain g0 ON g0.DomainKey = i.k0
      GROUP BY g0.GroupCode, i.k1)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.k1, n1.Code, n1.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p0;

