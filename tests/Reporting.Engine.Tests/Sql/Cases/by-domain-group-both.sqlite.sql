-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, g0.GroupCode AS k0
      FROM BridgeEngagementDomain d
        CROSS JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0),
b AS (
    SELECT g0.GroupCode AS k0, SUM(i.AllocatedParts) AS AllocatedParts
      FROM (SELECT d.DomainKey AS k0, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey) i
      CROSS JOIN DimDomain g0 ON g0.DomainKey = i.k0
      GROUP BY g0.GroupCode),
cells AS (
    SELECT a.k0, a.Engagements, b.AllocatedParts
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

