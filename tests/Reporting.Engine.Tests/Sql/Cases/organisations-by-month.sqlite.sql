-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey, (l.StartDateKey / 100) AS k0
      FROM BridgeEngagementParticipant l) e
      GROUP BY e.k0)
SELECT c.k0, c.Organisations, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

