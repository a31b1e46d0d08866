-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) + (COALESCE(SUM(f.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest), 0))) / 1000000 AS AmountCents
      FROM FactEngagement f
        CROSS JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.AmountCents, c.Headcount, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

