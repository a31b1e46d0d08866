-- rows (@p0 = 2024, @p1 = 2025, @p2 = 20240715, @p3 = 20251231)
WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE (f.YearKey BETWEEN @p0 AND @p1 AND f.StartDateKey IN (SELECT t.DateKey FROM DimDate t WHERE t.FirstDay >= @p2 AND t.LastDay <= @p3)))
SELECT c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c;

