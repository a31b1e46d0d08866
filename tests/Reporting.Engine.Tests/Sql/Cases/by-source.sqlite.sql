-- rows (@p0 = 1000)
WITH a AS (
    SELECT s.SourceKey AS k0, COUNT(*) AS Engagements
      FROM BridgeEngagementSource s
      GROUP BY s.SourceKey),
b AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey, s.SourceKey AS k0
      FROM BridgeEngagementSource s) e
      GROUP BY e.k0),
cells AS (
    SELECT a.k0, a.Engagements, b.Sources
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, n0.Code, n0.Title, c.Engagements, c.Sources, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimSource n0 ON n0.SourceKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

