-- rows (@p0 = 1000)
WITH cells AS (
    SELECT l.CountryCode AS k0, COUNT(DISTINCT l.EngagementKey) AS Engagements
      FROM BridgeEngagementParticipant l
      GROUP BY l.CountryCode)
SELECT c.k0, n0.CountryCode, n0.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

