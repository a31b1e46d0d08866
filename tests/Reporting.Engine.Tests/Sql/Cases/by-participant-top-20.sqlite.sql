-- rows (@p0 = 20)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, l.ParticipantKey AS k0
      FROM BridgeEngagementParticipant l) e
      GROUP BY e.k0)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END, c.Engagements DESC, n0.Code
LIMIT @p0;

