-- rows
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c;

