-- rows (@p0 = agreement, @p1 = public, @p2 = IN, @p3 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementTypeKey IN (SELECT g.EngagementTypeKey FROM DimEngagementType g WHERE g.CategoryCode = @p0)
        AND f.Handling = @p1
        AND f.PlaceKey IN (SELECT g.PlaceKey FROM DimPlace g WHERE g.CountryCode = @p2)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p3 ROWS ONLY;

