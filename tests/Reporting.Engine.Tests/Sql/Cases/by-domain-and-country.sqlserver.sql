-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, d.DomainKey AS k0, l.CountryCode AS k1
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0, e.k1),
b AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COALESCE(SUM(CAST(e.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM (SELECT DISTINCT d.EngagementKey, d.DomainKey, d.WeightParts, d.DomainKey AS k0, l.CountryCode AS k1
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0, e.k1),
cells AS (
    SELECT a.k0, a.k1, a.Engagements, b.AllocatedParts
      FROM a
      JOIN b ON b.k0 = a.k0 AND b.k1 = a.k1)
SELECT c.k0, n0.Code, n0.Name, c.k1, n1.CountryCode, n1.Name, c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
LEFT JOIN DimCountry n1 ON n1.CountryCode = c.k1
ORDER BY n0.Code, n1.CountryCode
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

