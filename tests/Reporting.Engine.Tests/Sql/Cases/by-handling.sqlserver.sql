-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.Handling AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.Handling)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

