-- rows (@p0 = 20)
WITH cells AS (
    SELECT l.ParticipantKey AS k0, COUNT_BIG(DISTINCT l.EngagementKey) AS Engagements
      FROM BridgeEngagementParticipant l
      GROUP BY l.ParticipantKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END, c.Engagements DESC, n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

