-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, SUM(CAST(e.Headcount AS bigint)) AS Headcount, SUM(e.AmountCents) + (COALESCE(SUM(CAST(e.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(e.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents
      FROM (SELECT l.CountryCode AS k0, MAX(l.Headcount) AS Headcount, MAX(l.AmountCents) AS AmountCents, MAX(l.AmountRest) AS AmountRest
      FROM BridgeEngagementParticipant l
      GROUP BY l.CountryCode, l.EngagementKey) e
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.AmountCents, c.Headcount, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

