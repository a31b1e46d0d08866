-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, l.Role AS k0, l.CountryCode AS k1
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1) e
      GROUP BY e.k0, e.k1),
b AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, l.Role AS k0, l.CountryCode AS k1
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1) e
      GROUP BY e.k0, e.k1),
cells AS (
    SELECT a.k0, a.k1, a.Engagements, b.Participants
      FROM a
      JOIN b ON b.k0 = a.k0 AND b.k1 = a.k1)
SELECT c.k0, c.k1, n1.CountryCode, n1.Name, c.Engagements, c.Participants, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n1 ON n1.CountryCode = c.k1
ORDER BY c.k0, n1.CountryCode
LIMIT @p0;

