-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
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

