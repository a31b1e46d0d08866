-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, SUM(d.AmountCents) AS AmountCents, SUM(d.AmountCents * d.WeightParts) AS AllocatedCentParts
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.AmountCents, c.AllocatedCentParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT SUM(f.AmountCents) AS AmountCents, SUM(f.AmountCents * 2520) AS AllocatedCentParts
      FROM FactEngagement f INDEXED BY IX_FactEngagement_Year)
SELECT c.AmountCents, c.AllocatedCentParts
FROM cells c;

