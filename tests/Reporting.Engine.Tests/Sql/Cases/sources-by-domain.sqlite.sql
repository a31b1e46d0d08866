-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey, d.DomainKey AS k0
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementSource s ON s.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0)
SELECT c.k0, n0.Code, n0.Name, c.Sources, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

