-- rows (@p0 = 1, @p1 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementDomain x WHERE x.DomainKey = @p0)
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

