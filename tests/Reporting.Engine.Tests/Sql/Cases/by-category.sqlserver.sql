-- rows (@p0 = 1001)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT_BIG(*) AS Engagements, SUM(CAST(f.Headcount AS bigint)) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.AmountCents, c.Headcount
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT_BIG(*) AS Engagements, SUM(CAST(f.Headcount AS bigint)) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT COUNT_BIG(*) FROM cells c;

