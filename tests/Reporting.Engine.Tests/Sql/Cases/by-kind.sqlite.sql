-- rows (@p0 = 1001)
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT g0.Kind AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Participants
      FROM (SELECT DISTINCT g0.Kind AS k0, l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
c AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT g0.Kind AS k0, l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Participants, c.Organisations
      FROM a
      JOIN b ON b.k0 = a.k0
      JOIN c ON c.k0 = a.k0)
SELECT c.k0, c.Engagements, c.Participants, c.Organisations
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT g0.Kind AS k0, l.EngagementKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Participants
      FROM (SELECT DISTINCT g0.Kind AS k0, l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
c AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT g0.Kind AS k0, l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l
        JOIN DimParticipant g0 ON g0.ParticipantKey = l.ParticipantKey) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Participants, c.Organisations
      FROM a
      JOIN b ON b.k0 = a.k0
      JOIN c ON c.k0 = a.k0)
SELECT COUNT(*) FROM cells c;

