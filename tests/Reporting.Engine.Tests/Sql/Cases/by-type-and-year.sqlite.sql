-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.EngagementTypeKey AS k0, f.YearKey AS k1, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.EngagementTypeKey, f.YearKey)
SELECT c.k0, n0.Code, n0.Name, c.k1, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimEngagementType n0 ON n0.EngagementTypeKey = c.k0
ORDER BY n0.Code, c.k1
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

-- totals of the first 1
WITH cells AS (
    SELECT f.EngagementTypeKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.EngagementTypeKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements
FROM cells c
LEFT JOIN DimEngagementType n0 ON n0.EngagementTypeKey = c.k0
ORDER BY n0.Code;

