-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END), 0) AS People
      FROM (SELECT l.YearKey AS k0, l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.YearKey, l.ParticipantKey
      ORDER BY l.YearKey, l.ParticipantKey) e
      CROSS JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey
      GROUP BY e.k0)
SELECT c.k0, c.People, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COALESCE(SUM(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      CROSS JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey)
SELECT c.People
FROM cells c;

