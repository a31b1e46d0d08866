-- rows (@p0 = 5)
WITH cells AS (
    SELECT f.YearKey AS k0, g0.CategoryCode AS k1, COUNT(*) AS Engagements, COUNT(*) * 2520 AS AllocatedParts
      FROM FactEngagement f
        CROSS JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY f.YearKey, g0.CategoryCode)
SELECT c.k0, c.k1, (SELECT MIN(n1.CategoryName) FROM DimEngagementType n1 WHERE n1.CategoryCode = c.k1), c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END, c.Engagements DESC, c.k0, c.k1
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements, COUNT(*) * 2520 AS AllocatedParts
      FROM FactEngagement f)
SELECT c.Engagements, c.AllocatedParts
FROM cells c;

