-- rows (@p0 = 1001)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT g0.GroupCode AS k0, d.EngagementKey
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.Engagements
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT g0.GroupCode AS k0, d.EngagementKey
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0)
SELECT COUNT(*) FROM cells c;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

