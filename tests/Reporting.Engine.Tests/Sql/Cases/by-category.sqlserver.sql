-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT_BIG(*) AS Engagements, SUM(CAST(f.Headcount AS bigint)) AS Headcount, SUM(f.AmountCents) + (COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(f.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.AmountCents, c.Headcount, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

