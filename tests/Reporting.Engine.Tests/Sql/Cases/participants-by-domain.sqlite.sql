-- rows (@p0 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, d.DomainKey AS k0
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 'unknown' THEN 1 ELSE 0 END), 0) AS Countries
      FROM (SELECT DISTINCT l.CountryCode AS MemberKey, d.DomainKey AS k0
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = d.EngagementKey) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Participants, b.Countries
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, n0.Code, n0.Name, c.Participants, c.Countries, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

