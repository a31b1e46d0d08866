-- rows (@p0 = 1, @p1 = 1000)
WITH a AS (
    SELECT s.YearKey AS k0, COUNT(*) AS Engagements
      FROM BridgeEngagementSource s
      WHERE s.SourceKey = @p0
      GROUP BY s.YearKey),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey, s.YearKey AS k0
      FROM BridgeEngagementSource s
      WHERE s.SourceKey = @p0) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Sources
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, c.Engagements, c.Sources, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p1;

