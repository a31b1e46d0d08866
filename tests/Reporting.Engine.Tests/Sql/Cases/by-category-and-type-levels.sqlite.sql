-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.CategoryCode AS k0, f.EngagementTypeKey AS k1, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) + (COALESCE(SUM(f.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest), 0))) / 1000000 AS AmountCents, COALESCE(SUM(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END), 0) AS Agreements, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey
      FROM FactEngagement f
        CROSS JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
        CROSS JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode, f.EngagementTypeKey)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.k1, n1.Code, n1.Name, c.Engagements, c.Agreements, c.AmountCents, c.Headcount, c.FirstDateKey, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimEngagementType n1 ON n1.EngagementTypeKey = c.k1
ORDER BY c.k0, n1.Code
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) + (COALESCE(SUM(f.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest), 0))) / 1000000 AS AmountCents, COALESCE(SUM(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END), 0) AS Agreements, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey
      FROM FactEngagement f INDEXED BY IX_FactEngagement_Year
        CROSS JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey)
SELECT c.Engagements, c.Agreements, c.AmountCents, c.Headcount, c.FirstDateKey
FROM cells c;

-- totals of the first 1
WITH cells AS (
    SELECT g0.CategoryCode AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount, SUM(f.AmountCents) + (COALESCE(SUM(f.AmountRest), 0) + 500000 * SIGN(COALESCE(SUM(f.AmountRest), 0))) / 1000000 AS AmountCents, COALESCE(SUM(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END), 0) AS Agreements, MIN(NULLIF(f.StartDateKey, 0)) AS FirstDateKey
      FROM FactEngagement f
        CROSS JOIN DimEngagementType g0 ON g0.EngagementTypeKey = f.EngagementTypeKey
        CROSS JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY g0.CategoryCode)
SELECT c.k0, (SELECT MIN(n0.CategoryName) FROM DimEngagementType n0 WHERE n0.CategoryCode = c.k0), c.Engagements, c.Agreements, c.AmountCents, c.Headcount, c.FirstDateKey
FROM cells c
ORDER BY c.k0;

