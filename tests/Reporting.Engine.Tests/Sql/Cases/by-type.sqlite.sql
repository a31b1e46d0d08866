-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.EngagementTypeKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.EngagementTypeKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimEngagementType n0 ON n0.EngagementTypeKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

