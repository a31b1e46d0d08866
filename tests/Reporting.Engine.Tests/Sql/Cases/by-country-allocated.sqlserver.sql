-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT_BIG(*) * 2520 AS AllocatedParts
      FROM (SELECT l.CountryCode AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.CountryCode, l.EngagementKey) e
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

