-- rows and totals (@p0 = 1000)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, f.EngagementTypeKey AS k1, COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END AS bigint)), 0) AS Agreements, SUM(f.AmountCents) + (COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents, SUM(CAST(f.Headcount AS bigint)) AS Headcount, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey, CASE WHEN GROUPING(f.EngagementTypeKey) = 0 THEN 2 WHEN GROUPING(g0.CategoryCode) = 0 THEN 1 ELSE 0 END AS Depth
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
        JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY GROUPING SETS ((g0.CategoryCode, f.EngagementTypeKey), (g0.CategoryCode), ())),
ranked AS (
    SELECT c.k0 AS c0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0) AS c1, c.k1 AS c2, n1.Code AS c3, n1.Name AS c4, c.Engagements, c.Agreements, c.AmountCents, c.Headcount, c.FirstDateKey, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY c.k0, n1.Code) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c
      LEFT JOIN DimEngagementType n1 ON n1.EngagementTypeKey = c.k1)
SELECT r.c0, r.c1, r.c2, r.c3, r.c4, r.Engagements, r.Agreements, r.AmountCents, r.Headcount, r.FirstDateKey, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 2 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

