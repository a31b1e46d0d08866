-- rows (@p0 = 51)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey, MAX(NULLIF(f.StartDateKey, 0)) AS LastDateKey
      FROM (SELECT DISTINCT l.ParticipantKey AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.FirstDateKey, c.LastDateKey
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey, MAX(NULLIF(f.StartDateKey, 0)) AS LastDateKey
      FROM (SELECT DISTINCT l.ParticipantKey AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l) e
      JOIN FactEngagement f ON f.EngagementKey = e.EngagementKey
      GROUP BY e.k0)
SELECT COUNT(*) FROM cells c;

