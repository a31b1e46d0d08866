-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
c AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey, g0.Kind AS k0
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Participants, c.Organisations
      FROM a
      JOIN b ON b.k0 = a.k0
      JOIN c ON c.k0 = a.k0)
SELECT c.k0, c.Engagements, c.Participants, c.Organisations, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

