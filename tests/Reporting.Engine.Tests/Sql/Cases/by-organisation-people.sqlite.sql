-- rows (@p0 = 1000)
WITH a AS (
    SELECT l.OrganisationKey AS k0, COUNT(DISTINCT l.EngagementKey) AS Engagements
      FROM BridgeEngagementParticipant l
      GROUP BY l.OrganisationKey),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, l.OrganisationKey AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1) e
      CROSS JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.People
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.People, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

