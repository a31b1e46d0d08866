-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, d.DomainKey AS k0, s.SourceKey AS k1
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementSource s ON s.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0, e.k1)
SELECT c.k0, n0.Code, n0.Name, c.k1, n1.Code, n1.Title, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
LEFT JOIN DimSource n1 ON n1.SourceKey = c.k1
ORDER BY n0.Code, n1.Code
LIMIT @p0;

