-- rows (@p0 = 1001)
WITH cells AS (
    SELECT e.k0 AS k0, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM (SELECT DISTINCT l.CountryCode AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.AmountCents, c.Headcount
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT e.k0 AS k0, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM (SELECT DISTINCT l.CountryCode AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT COUNT(*) FROM cells c;

