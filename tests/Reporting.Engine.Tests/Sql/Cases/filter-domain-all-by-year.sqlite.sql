-- rows (@p0 = 2, @p1 = 1, @p2 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementDomain x WHERE x.DomainKey = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementDomain x WHERE x.DomainKey = @p1)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p2;

