-- rows (@p0 = 1000)
WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey),
numbered AS (
    SELECT c.k0, c.Engagements, CASE WHEN c.k0 <> 0 THEN c.k0 END AS PeriodNo FROM cells c),
compared AS (
    SELECT c.k0, c.Engagements, SUM(c.Engagements) OVER (ORDER BY c.k0 ROWS UNBOUNDED PRECEDING) AS EngagementsRunning
      FROM numbered c)
SELECT c.k0, c.Engagements, c.EngagementsRunning, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM compared c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY;

