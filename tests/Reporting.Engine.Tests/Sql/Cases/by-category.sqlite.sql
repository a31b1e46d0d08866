-- rows (@p0 = 1001)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.AmountCents, c.Headcount
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) AS AmountCents
      FROM FactEngagement f
        JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT COUNT(*) FROM cells c;

