-- rows
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

-- how many rows, where the limit cut them
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT COUNT_BIG(*) FROM cells c;

