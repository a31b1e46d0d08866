-- rows (@p0 = IL, @p1 = 1001)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.YearKey AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0) e
      GROUP BY e.k0)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
LIMIT @p1;

-- how many rows, where the limit cut them (@p0 = IL)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.YearKey AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0) e
      GROUP BY e.k0)
SELECT COUNT(*) FROM cells c;

