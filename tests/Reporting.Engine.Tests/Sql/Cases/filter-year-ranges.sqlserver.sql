-- rows (@p0 = 2010, @p1 = 2012, @p2 = 2020, @p3 = 9999, @p4 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE (f.YearKey BETWEEN @p0 AND @p1 OR f.YearKey BETWEEN @p2 AND @p3)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p4 ROWS ONLY;

