-- rows (@p0 = 1001)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT d.DomainKey AS k0, s.SourceKey AS MemberKey
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementSource s ON s.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0)
SELECT c.k0, n0.Code, n0.Name, c.Sources
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT d.DomainKey AS k0, s.SourceKey AS MemberKey
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementSource s ON s.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0)
SELECT COUNT(*) FROM cells c;

