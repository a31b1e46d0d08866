-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END AS bigint)), 0) AS People
      FROM (SELECT l.YearKey AS k0, l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.YearKey, l.ParticipantKey) e
      JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey
      GROUP BY e.k0)
SELECT c.k0, c.People, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- grand total
WITH cells AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END AS bigint)), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey)
SELECT c.People
FROM cells c;

