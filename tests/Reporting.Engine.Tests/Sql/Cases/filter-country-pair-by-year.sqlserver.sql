-- rows (@p0 = IN, @p1 = IL, @p2 = 1001)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p1)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p2 ROWS ONLY;

-- how many rows, where the limit cut them (@p0 = IN, @p1 = IL)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p1)
      GROUP BY f.YearKey)
SELECT COUNT_BIG(*) FROM cells c;

