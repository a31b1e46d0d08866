-- rows (@p0 = 1, @p1 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, COUNT(*) AS Engagements, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0
      GROUP BY d.YearKey)
SELECT c.k0, c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p1;

-- grand total (@p0 = 1)
WITH cells AS (
    SELECT COUNT(*) AS Engagements, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

