-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, d.YearKey AS k0, g0.GroupCode AS k1
      FROM BridgeEngagementDomain d
        CROSS JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k0, e.k1)
SELECT c.k0, c.k1, (SELECT MIN(n1.GroupName) FROM DimDomain n1 WHERE n1.GroupCode = c.k1), c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0, c.k1
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

-- totals of the first 1
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0;

