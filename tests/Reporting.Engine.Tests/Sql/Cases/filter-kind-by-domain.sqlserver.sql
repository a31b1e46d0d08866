-- rows (@p0 = company, @p1 = 1000)
WITH a AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.ParticipantKey IN (SELECT g.ParticipantKey FROM DimParticipant g WHERE g.Kind = @p0))
      GROUP BY d.DomainKey),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Participants
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey, d.DomainKey AS k0
      FROM BridgeEngagementDomain d
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = d.EngagementKey
      WHERE l.ParticipantKey IN (SELECT g.ParticipantKey FROM DimParticipant g WHERE g.Kind = @p0)) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Participants
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, c.Participants, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

