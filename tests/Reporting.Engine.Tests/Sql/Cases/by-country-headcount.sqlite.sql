-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM (SELECT DISTINCT l.EngagementKey, l.CountryCode AS k0
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f INDEXED BY IX_FactEngagement_Figures ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.AmountCents, c.Headcount, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
LIMIT @p0;

