-- rows (@p0 = 11)
WITH cells AS (
    SELECT f.StartDateKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.StartDateKey)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
LIMIT @p0;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT f.StartDateKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.StartDateKey)
SELECT COUNT(*) FROM cells c;

