-- rows (@p0 = 1)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

-- how many rows, where the limit cut them (@p0 = 1)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey = @p0)
SELECT COUNT_BIG(*) FROM cells c;

