-- rows (@p0 = 1000)
WITH cells AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT(*) AS Engagements
      FROM (SELECT DISTINCT l.EngagementKey, (l.YearKey * 10 + (l.StartDateKey / 100 % 100 + 2) / 3) AS k0, l.CountryCode AS k1
      FROM BridgeEngagementParticipant l) e
      GROUP BY e.k0, e.k1),
numbered AS (
    SELECT c.k0, c.k1, c.Engagements, CASE WHEN c.k0 % 10 <> 0 THEN (c.k0 / 10 * 4 + c.k0 % 10 - 1) END AS PeriodNo FROM cells c),
compared AS (
    SELECT c.k0, c.k1, c.Engagements, SUM(c.Engagements) OVER (PARTITION BY c.k1 ORDER BY c.k0 ROWS UNBOUNDED PRECEDING) AS EngagementsRunning
      FROM numbered c)
SELECT c.k0, c.k1, n1.CountryCode, n1.Name, c.Engagements, c.EngagementsRunning, COUNT(*) OVER () AS RowsOfDepth
FROM compared c
LEFT JOIN DimCountry n1 ON n1.CountryCode = c.k1
ORDER BY c.k0, n1.CountryCode
LIMIT @p0;

