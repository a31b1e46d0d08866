-- rows (@p0 = 1, @p1 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT(*) AS Engagements, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementDomain x WHERE x.DomainKey = @p0)
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p1;

