-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, g0.GroupCode AS k0
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- grand total
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

