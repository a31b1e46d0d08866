-- rows and totals (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements, CASE WHEN GROUPING(f.YearKey) = 0 THEN 1 ELSE 0 END AS Depth
      FROM FactEngagement f
      GROUP BY GROUPING SETS ((f.YearKey), ())),
ranked AS (
    SELECT c.k0 AS c0, c.Engagements, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY c.k0) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c)
SELECT r.c0, r.Engagements, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 1 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

