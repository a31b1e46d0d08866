-- rows (@p0 = 2024, @p1 = 2025, @p2 = 20240401, @p3 = 20250331, @p4 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE (d.YearKey BETWEEN @p0 AND @p1 AND d.StartDateKey IN (SELECT t.DateKey FROM DimDate t WHERE t.FirstDay >= @p2 AND t.LastDay <= @p3))
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p4;

