-- rows (@p0 = IL, @p1 = visitor)
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.Role = @p1))
SELECT c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c;

