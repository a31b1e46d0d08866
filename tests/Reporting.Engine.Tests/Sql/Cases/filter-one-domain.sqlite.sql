-- rows (@p0 = 1)
WITH cells AS (
    SELECT COUNT(*) AS Engagements, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c;

