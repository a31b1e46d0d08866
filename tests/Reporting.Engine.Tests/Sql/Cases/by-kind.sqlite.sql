-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l
        CROSS JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l
        CROSS JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
c AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1
        CROSS JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Participants, c.Organisations
      FROM a
      JOIN b ON b.k0 = a.k0
      JOIN c ON c.k0 = a.k0)
SELECT c.k0, c.Engagements, c.Participants, c.Organisations, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

