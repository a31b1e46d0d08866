-- rows (@p0 = digital, @p1 = 1, @p2 = 3, @p3 = 1001)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey IN (SELECT g.DomainKey FROM DimDomain g WHERE g.GroupCode = @p0)
        AND d.DomainKey IN (@p1, @p2)
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p3 ROWS ONLY;

-- how many rows, where the limit cut them (@p0 = digital, @p1 = 1, @p2 = 3)
WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.DomainKey IN (SELECT g.DomainKey FROM DimDomain g WHERE g.GroupCode = @p0)
        AND d.DomainKey IN (@p1, @p2)
      GROUP BY d.DomainKey)
SELECT COUNT_BIG(*) FROM cells c;

