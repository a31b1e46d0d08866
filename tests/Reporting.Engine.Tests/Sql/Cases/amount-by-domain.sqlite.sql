-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, SUM(d.AmountCents) + (COALESCE(SUM(d.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(d.AmountRest), 0))) / 1000000 AS AmountCents, SUM(d.AmountCents * d.WeightParts) + (COALESCE(SUM(d.AmountRest * d.WeightParts), 0) + 500000 * SIGN(COALESCE(SUM(d.AmountRest * d.WeightParts), 0))) / 1000000 AS AllocatedCentParts
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.AmountCents, c.AllocatedCentParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT SUM(f.AmountCents) + (COALESCE(SUM(f.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest), 0))) / 1000000 AS AmountCents, SUM(f.AmountCents * 2520) + (COALESCE(SUM(f.AmountRest * 2520), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest * 2520), 0))) / 1000000 AS AllocatedCentParts
      FROM FactEngagement f INDEXED BY IX_FactEngagement_Year)
SELECT c.AmountCents, c.AllocatedCentParts
FROM cells c;

