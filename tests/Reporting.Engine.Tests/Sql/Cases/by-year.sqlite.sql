-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

