-- rows (@p0 = 2016, @p1 = 2025, @p2 = 1000)
WITH a AS (
    SELECT l.CountryCode AS k0, COUNT(DISTINCT l.EngagementKey) AS Engagements
      FROM BridgeEngagementParticipant l
      WHERE +l.YearKey BETWEEN @p0 AND @p1
      GROUP BY l.CountryCode),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN m.Kind = 'person' THEN 1 ELSE 0 END), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, l.CountryCode AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1
      WHERE +l.YearKey BETWEEN @p0 AND @p1) e
      CROSS JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey
      GROUP BY e.k0),
c AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey, l.CountryCode AS k0
      FROM BridgeEngagementParticipant l INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1
      WHERE +l.YearKey BETWEEN @p0 AND @p1) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.People, c.Organisations
      FROM a
      JOIN b ON b.k0 = a.k0
      JOIN c ON c.k0 = a.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.Engagements, c.People, c.Organisations, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
LIMIT @p2;

