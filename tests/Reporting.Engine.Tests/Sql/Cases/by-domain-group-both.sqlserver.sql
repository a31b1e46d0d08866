-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, g0.GroupCode AS k0
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0),
b AS (
    SELECT g0.GroupCode AS k0, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey
      GROUP BY g0.GroupCode),
cells AS (
    SELECT a.k0, a.Engagements, b.AllocatedParts
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

