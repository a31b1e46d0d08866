-- rows (@p0 = IL, @p1 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p1;

