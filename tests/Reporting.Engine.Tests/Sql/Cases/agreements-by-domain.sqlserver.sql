-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COALESCE(SUM(CAST(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END AS bigint)), 0) AS Agreements
      FROM BridgeEngagementDomain d
        JOIN FactEngagement f ON f.EngagementKey = d.EngagementKey
        JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Agreements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

