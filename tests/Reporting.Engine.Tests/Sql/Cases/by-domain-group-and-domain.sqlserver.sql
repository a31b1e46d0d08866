-- rows (@p0 = 1000)
WITH cells AS (
    SELECT g0.GroupCode AS k0, d.DomainKey AS k1, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey
      GROUP BY g0.GroupCode, d.DomainKey)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.k1, n1.Code, n1.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

