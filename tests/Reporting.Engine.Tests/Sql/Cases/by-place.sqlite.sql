-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.CountryCode AS k0, COUNT(*) AS Engagements, SUM(f.Headcount) AS Headcount
      FROM FactEngagement f
        CROSS JOIN DimPlace g0 ON g0.PlaceKey = f.PlaceKey
      GROUP BY g0.CountryCode)
SELECT c.k0, n0.CountryCode, n0.Name, c.Engagements, c.Headcount, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
LIMIT @p0;

