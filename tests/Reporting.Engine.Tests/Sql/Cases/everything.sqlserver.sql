-- rows
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c;

