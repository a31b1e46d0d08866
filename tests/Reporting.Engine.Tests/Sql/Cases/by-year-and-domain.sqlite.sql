-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT(*) AS Engagements, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements, COUNT(*) * 2520 AS AllocatedParts
      FROM FactEngagement f)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

