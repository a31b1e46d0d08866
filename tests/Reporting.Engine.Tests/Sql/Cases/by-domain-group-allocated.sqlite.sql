-- rows (@p0 = 1001)
WITH cells AS (
    SELECT g0.GroupCode AS k0, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey
      GROUP BY g0.GroupCode)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.AllocatedParts
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT g0.GroupCode AS k0, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey
      GROUP BY g0.GroupCode)
SELECT COUNT(*) FROM cells c;

