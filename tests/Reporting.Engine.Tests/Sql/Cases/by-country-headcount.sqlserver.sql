-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, SUM(CAST(f.Headcount AS bigint)) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM (SELECT DISTINCT l.EngagementKey, l.CountryCode AS k0
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.AmountCents, c.Headcount, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

