-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- grand total
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements, COUNT_BIG(*) * 2520 AS AllocatedParts
      FROM FactEngagement f)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

