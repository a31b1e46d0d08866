-- rows and totals (@p0 = 1000)
WITH cells AS (
    SELECT g0.CountryCode AS k0, f.PlaceKey AS k1, COUNT_BIG(*) AS Engagements, CASE WHEN GROUPING(f.PlaceKey) = 0 THEN 2 WHEN GROUPING(g0.CountryCode) = 0 THEN 1 ELSE 0 END AS Depth
      FROM FactEngagement f
        JOIN DimPlace g0 ON g0.PlaceKey = f.PlaceKey
      GROUP BY GROUPING SETS ((g0.CountryCode, f.PlaceKey), (g0.CountryCode), ())),
ranked AS (
    SELECT c.k0 AS c0, n0.CountryCode AS c1, n0.Name AS c2, c.k1 AS c3, n1.Code AS c4, n1.City AS c5, c.Engagements, c.Depth,
      ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY n0.CountryCode, n1.Code) AS RowNo,
      COUNT_BIG(*) OVER (PARTITION BY c.Depth) AS RowsOfDepth
      FROM cells c
      LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
      LEFT JOIN DimPlace n1 ON n1.PlaceKey = c.k1)
SELECT r.c0, r.c1, r.c2, r.c3, r.c4, r.c5, r.Engagements, r.Depth, r.RowsOfDepth
FROM ranked r
WHERE r.Depth < 2 OR r.RowNo <= @p0
ORDER BY r.Depth DESC, r.RowNo;

