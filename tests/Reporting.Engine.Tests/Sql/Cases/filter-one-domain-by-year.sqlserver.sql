-- rows (@p0 = 1, @p1 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0
      GROUP BY d.YearKey)
SELECT c.k0, c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

-- grand total (@p0 = 1)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

