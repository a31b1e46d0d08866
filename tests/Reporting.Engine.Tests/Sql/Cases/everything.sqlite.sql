-- rows
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT COUNT(*) FROM cells c;

