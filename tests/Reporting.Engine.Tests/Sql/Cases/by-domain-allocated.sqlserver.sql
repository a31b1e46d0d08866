-- rows and totals (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COALESCE(SUM(CAST(d.WeightParts AS bigint)), 0) AS AllocatedParts, CASE WHEN GROUPING(d.DomainKey) = 0 THEN 1 ELSE 0 END AS Depth
      FROM BridgeEngagementDomain d
      GROUP BY GROUPING SETS ((d.DomainKey), ())),
ranked AS (
    SELECT c.k0 AS c0, n0.Code AS c1, n0.Name AS c2, c.AllocatedParts, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY n0.Code) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c
      LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0)
SELECT r.c0, r.c1, r.c2, r.AllocatedParts, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 1 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

