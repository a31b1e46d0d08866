-- rows (@p0 = 1000)
WITH cells AS (
    SELECT d.DomainKey AS k0, COALESCE(SUM(CASE WHEN ft.CategoryCode = 'agreement' THEN 1 ELSE 0 END), 0) AS Agreements
      FROM BridgeEngagementDomain d
        JOIN FactEngagement f INDEXED BY IX_FactEngagement_Figures ON f.EngagementKey = d.EngagementKey
        CROSS JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Agreements, COUNT(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
LIMIT @p0;

