-- rows (@p0 = 1000)
WITH cells AS (
    SELECT s.SourceKey AS k0, COUNT(*) * 2520 AS AllocatedParts
      FROM BridgeEngagementSource s
      GROUP BY s.SourceKey)
SELECT c.k0, n0.Code, n0.Title, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimSource n0 ON n0.SourceKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

