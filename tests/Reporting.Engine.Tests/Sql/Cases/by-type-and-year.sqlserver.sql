-- rows and totals (@p0 = 1000)
WITH cells AS (
    SELECT f.EngagementTypeKey AS k0, f.YearKey AS k1, COUNT_BIG(*) AS Engagements, CASE WHEN GROUPING(f.YearKey) = 0 THEN 2 WHEN GROUPING(f.EngagementTypeKey) = 0 THEN 1 ELSE 0 END AS Depth
      FROM FactEngagement f
      GROUP BY GROUPING SETS ((f.EngagementTypeKey, f.YearKey), (f.EngagementTypeKey), ())),
ranked AS (
    SELECT c.k0 AS c0, n0.Code AS c1, n0.Name AS c2, c.k1 AS c3, c.Engagements, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY n0.Code, c.k1) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c
      LEFT JOIN DimEngagementType n0 ON n0.EngagementTypeKey = c.k0)
SELECT r.c0, r.c1, r.c2, r.c3, r.Engagements, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 2 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

