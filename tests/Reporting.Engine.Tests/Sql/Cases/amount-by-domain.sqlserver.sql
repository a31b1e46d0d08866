-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, SUM(d.AmountCents) + (COALESCE(SUM(CAST(d.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(d.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents, SUM(d.AmountCents * d.WeightParts) + (COALESCE(SUM(CAST(d.AmountRest * d.WeightParts AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(d.AmountRest * d.WeightParts AS bigint)), 0))) / 1000000 AS AllocatedCentParts
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.AmountCents, c.AllocatedCentParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- grand total
WITH cells AS (
    SELECT SUM(f.AmountCents) + (COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents, SUM(f.AmountCents * 2520) + (COALESCE(SUM(CAST(f.AmountRest * 2520 AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(f.AmountRest * 2520 AS bigint)), 0))) / 1000000 AS AllocatedCentParts
      FROM FactEngagement f)
SELECT c.AmountCents, c.AllocatedCentParts
FROM cells c;

