-- rows (@p0 = agreement, @p1 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
        JOIN FactEngagement f ON f.EngagementKey = d.EngagementKey
      WHERE f.EngagementTypeKey IN (SELECT g.EngagementTypeKey FROM DimEngagementType g WHERE g.CategoryCode = @p0)
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

