-- rows (@p0 = 2016, @p1 = 2025, @p2 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE +d.YearKey BETWEEN @p0 AND @p1
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p2;

