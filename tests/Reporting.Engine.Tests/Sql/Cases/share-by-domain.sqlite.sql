-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey),
whole AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, w.WholeEngagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
CROSS JOIN (SELECT Engagements AS WholeEngagements FROM whole) w
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

