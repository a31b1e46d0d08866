-- rows (@p0 = IL, @p1 = IN, @p2 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p1)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p2;

