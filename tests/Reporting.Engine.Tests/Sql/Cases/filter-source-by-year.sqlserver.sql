-- rows (@p0 = 1, @p1 = 1000)
WITH a AS (
    SELECT s.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementSource s
      WHERE s.SourceKey = @p0
      GROUP BY s.YearKey),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey, s.YearKey AS k0
      FROM BridgeEngagementSource s
      WHERE s.SourceKey = @p0) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Sources
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, c.Engagements, c.Sources, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

