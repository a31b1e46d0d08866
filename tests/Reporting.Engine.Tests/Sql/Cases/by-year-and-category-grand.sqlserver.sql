-- rows and totals (@p0 = 5)
WITH cells AS (
    SELECT f.YearKey AS k0, g0.CategoryCode AS k1, COUNT_BIG(*) AS Engagements, COUNT_BIG(*) * 2520 AS AllocatedParts, CASE WHEN GROUPING(g0.CategoryCode) = 0 THEN 2 WHEN GROUPING(f.YearKey) = 0 THEN 1 ELSE 0 END AS Depth
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY GROUPING SETS ((f.YearKey, g0.CategoryCode), ())),
ranked AS (
    SELECT c.k0 AS c0, c.k1 AS c1, (SELECT MIN(n1.CategoryName) FROM DimEngagementType n1 WHERE n1.CategoryCode = c.k1) AS c2, c.Engagements, c.AllocatedParts, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END, c.Engagements DESC, c.k0, c.k1) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c)
SELECT r.c0, r.c1, r.c2, r.Engagements, r.AllocatedParts, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 2 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

