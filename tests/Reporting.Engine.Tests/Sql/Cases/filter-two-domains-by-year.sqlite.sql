-- rows (@p0 = 2, @p1 = 1, @p2 = 1000)
WITH a AS (
    SELECT e.k0 AS k0, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, d.YearKey AS k0
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey IN (@p0, @p1)) e
      GROUP BY e.k0),
b AS (
    SELECT d.YearKey AS k0, COALESCE(SUM(d.WeightParts), 0) AS AllocatedParts
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey IN (@p0, @p1)
      GROUP BY d.YearKey),
cells AS (
    SELECT a.k0, a.Engagements, b.AllocatedParts
      FROM a
      JOIN b ON b.k0 = a.k0)
SELECT c.k0, c.Engagements, c.AllocatedParts, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
LIMIT @p2;

