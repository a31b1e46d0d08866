-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.CountryCode AS k0, f.PlaceKey AS k1, COUNT(*) AS Engagements
      FROM FactEngagement f
        CROSS JOIN DimPlace g0 ON g0.PlaceKey = f.PlaceKey
      GROUP BY g0.CountryCode, f.PlaceKey)
SELECT c.k0, n0.CountryCode, n0.Name, c.k1, n1.Code, n1.City, c.Engagements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
LEFT JOIN DimPlace n1 ON n1.PlaceKey = c.k1
ORDER BY n0.CountryCode, n1.Code
LIMIT @p0;

-- grand total
WITH cells AS (
    SELECT COUNT(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c;

-- totals of the first 1
WITH cells AS (
    SELECT g0.CountryCode AS k0, COUNT(*) AS Engagements
      FROM FactEngagement f
        CROSS JOIN DimPlace g0 ON g0.PlaceKey = f.PlaceKey
      GROUP BY g0.CountryCode)
SELECT c.k0, n0.CountryCode, n0.Name, c.Engagements
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode;

