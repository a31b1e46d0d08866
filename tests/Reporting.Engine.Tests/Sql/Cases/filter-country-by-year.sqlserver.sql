-- rows (@p0 = IL, @p1 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, l.YearKey AS k0
      FROM BridgeEngagementParticipant l
      WHERE l.CountryCode = @p0) e
      GROUP BY e.k0)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY;

