-- rows (@p0 = 1001)
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Organisations
      FROM (SELECT DISTINCT (l.StartDateKey / 100) AS k0, l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      GROUP BY e.k0)
SELECT c.k0, c.Organisations
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Organisations
      FROM (SELECT DISTINCT (l.StartDateKey / 100) AS k0, l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      GROUP BY e.k0)
SELECT COUNT_BIG(*) FROM cells c;

