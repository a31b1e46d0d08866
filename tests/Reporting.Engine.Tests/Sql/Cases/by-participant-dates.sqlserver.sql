-- rows (@p0 = 50)
WITH cells AS (
    SELECT l.ParticipantKey AS k0, COUNT_BIG(DISTINCT l.EngagementKey) AS Engagements, MIN(NULLIF(l.StartDateKey, 0)) AS FirstDateKey, MAX(NULLIF(l.StartDateKey, 0)) AS LastDateKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.ParticipantKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.FirstDateKey, c.LastDateKey, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

