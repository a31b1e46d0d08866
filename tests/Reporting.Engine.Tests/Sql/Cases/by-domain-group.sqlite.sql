-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, g0.GroupCode AS k0
      FROM BridgeEngagementDomain d
        CROSS JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

