-- rows (@p0 = agreement, @p1 = IN, @p2 = public, @p3 = 1001)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementTypeKey IN (SELECT g.EngagementTypeKey FROM DimEngagementType g WHERE g.CategoryCode = @p0)
        AND f.PlaceKey IN (SELECT g.PlaceKey FROM DimPlace g WHERE g.CountryCode = @p1)
        AND f.Handling = @p2
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0
LIMIT @p3;

-- how many rows, where the limit cut them (@p0 = agreement, @p1 = IN, @p2 = public)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementTypeKey IN (SELECT g.EngagementTypeKey FROM DimEngagementType g WHERE g.CategoryCode = @p0)
        AND f.PlaceKey IN (SELECT g.PlaceKey FROM DimPlace g WHERE g.CountryCode = @p1)
        AND f.Handling = @p2
      GROUP BY f.YearKey)
SELECT COUNT(*) FROM cells c;

