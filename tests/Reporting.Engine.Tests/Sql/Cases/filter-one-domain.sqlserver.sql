-- rows (@p0 = 1)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT c.Engagements, c.AllocatedParts, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c;

