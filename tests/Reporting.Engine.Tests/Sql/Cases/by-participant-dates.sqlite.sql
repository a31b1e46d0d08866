-- rows (@p0 = 50)
WITH cells AS (
    SELECT l.ParticipantKey AS k0, COUNT(DISTINCT l.EngagementKey) AS Engagements, MIN(NULLIF(l.StartDateKey, 0)) AS FirstDateKey, MAX(NULLIF(l.StartDateKey, 0)) AS LastDateKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.ParticipantKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.FirstDateKey, c.LastDateKey, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

