-- rows (@p0 = 1, @p1 = 3, @p2 = digital, @p3 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey IN (@p0, @p1)
        AND d.DomainKey IN (SELECT g.DomainKey FROM DimDomain g WHERE g.GroupCode = @p2)
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p3 ROWS ONLY;

