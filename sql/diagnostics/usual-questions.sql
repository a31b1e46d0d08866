-- The fifteen usual questions as the program sends them, with what they cost: run it in the database of the warehouse with sqlcmd or any tool that shows
-- messages. docs/performance-sql-server.md says which access path each is expected to take. To see the plans as well, switch STATISTICS XML on; to see
-- them without running anything, put SET SHOWPLAN_XML ON and GO before the first question instead. Written by UsualQueriesScriptTests: do not edit.
SET STATISTICS IO ON;
SET STATISTICS TIME ON;
-- SET STATISTICS XML ON;
GO
PRINT N'1. By year: measures=engagements&by=year';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'2. By domain: measures=engagements&by=domain';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'3. By year and domain, with totals: measures=engagements&by=year,domain&totals=levels';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

EXEC sp_executesql N'WITH cells AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT c.Engagements
FROM cells c';
GO

EXEC sp_executesql N'WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements
FROM cells c
ORDER BY c.k0';
GO

PRINT N'4. By year and domain for one country: measures=engagements&by=year,domain&participant_country=FR';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT d.YearKey AS k0, d.DomainKey AS k1, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      WHERE d.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
      GROUP BY d.YearKey, d.DomainKey)
SELECT c.k0, c.k1, n1.Code, n1.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n1 ON n1.DomainKey = c.k1
ORDER BY c.k0, n1.Code
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY',
    N'@p0 nvarchar(2), @p1 int',
    @p0 = N'FR', @p1 = 1000;
GO

PRINT N'5. A country pair by year: measures=engagements&by=year&participant_country_all=IN,IL';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT f.YearKey AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p0)
        AND f.EngagementKey IN (SELECT x.EngagementKey FROM BridgeEngagementParticipant x WHERE x.CountryCode = @p1)
      GROUP BY f.YearKey)
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p2 ROWS ONLY',
    N'@p0 nvarchar(2), @p1 nvarchar(2), @p2 int',
    @p0 = N'IL', @p1 = N'IN', @p2 = 1000;
GO

PRINT N'6. Top 20 participants: measures=engagements&by=participant&order=-engagements&limit=20';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT l.ParticipantKey AS k0, COUNT_BIG(DISTINCT l.EngagementKey) AS Engagements
      FROM BridgeEngagementParticipant l
      GROUP BY l.ParticipantKey)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimParticipant n0 ON n0.ParticipantKey = c.k0
ORDER BY CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END, c.Engagements DESC, n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 20;
GO

PRINT N'7. By type and year: measures=engagements&by=engagement_type,year';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT f.EngagementTypeKey AS k0, f.YearKey AS k1, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      GROUP BY f.EngagementTypeKey, f.YearKey)
SELECT c.k0, n0.Code, n0.Name, c.k1, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimEngagementType n0 ON n0.EngagementTypeKey = c.k0
ORDER BY n0.Code, c.k1
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'8. Months of one year: measures=engagements&by=month&year=2024';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT (f.StartDateKey / 100) AS k0, COUNT_BIG(*) AS Engagements
      FROM FactEngagement f
      WHERE f.YearKey = @p0
      GROUP BY (f.StartDateKey / 100))
SELECT c.k0, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY',
    N'@p0 int, @p1 int',
    @p0 = 2024, @p1 = 1000;
GO

PRINT N'9. By domain group and fiscal year: measures=engagements&by=domain_group,fiscal_year';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT e.k0 AS k0, e.k1 AS k1, COUNT_BIG(*) AS Engagements
      FROM (SELECT DISTINCT d.EngagementKey, g0.GroupCode AS k0, (CASE WHEN d.StartDateKey / 100 % 100 = 0 THEN d.YearKey * 10 ELSE (d.YearKey * 12 + d.StartDateKey / 100 % 100 - 4) / 12 * 10 + 1 END) AS k1
      FROM BridgeEngagementDomain d
        JOIN DimDomain g0 ON g0.DomainKey = d.DomainKey) e
      GROUP BY e.k1, e.k0)
SELECT c.k0, (SELECT MIN(n0.GroupName) FROM DimDomain n0 WHERE n0.GroupCode = c.k0), c.k1, c.Engagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0, c.k1
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'10. People by year: measures=people&by=year';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT e.k0 AS k0, COALESCE(SUM(CAST(CASE WHEN m.Kind = ''person'' THEN 1 ELSE 0 END AS bigint)), 0) AS People
      FROM (SELECT l.YearKey AS k0, l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l
      GROUP BY l.YearKey, l.ParticipantKey) e
      JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey
      GROUP BY e.k0)
SELECT c.k0, c.People, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
ORDER BY c.k0
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'11. Headcount by country: measures=headcount&by=participant_country';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT e.k0 AS k0, SUM(CAST(e.Headcount AS bigint)) AS Headcount
      FROM (SELECT l.CountryCode AS k0, MAX(l.Headcount) AS Headcount
      FROM BridgeEngagementParticipant l
      GROUP BY l.CountryCode, l.EngagementKey) e
      GROUP BY e.k0)
SELECT c.k0, n0.CountryCode, n0.Name, c.Headcount, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimCountry n0 ON n0.CountryCode = c.k0
ORDER BY n0.CountryCode
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'12. Amount by domain: measures=amount_usd&by=domain';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT d.DomainKey AS k0, SUM(d.AmountCents) + (COALESCE(SUM(CAST(d.AmountRest AS bigint)), 0) + 500000 * SIGN(COALESCE(SUM(CAST(d.AmountRest AS bigint)), 0))) / 1000000 AS AmountCents
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey)
SELECT c.k0, n0.Code, n0.Name, c.AmountCents, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'13. Running total by year: measures=engagements_running&by=year';
GO
EXEC sp_executesql N'WITH cells AS (
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
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'14. Share by domain: measures=engagement_share&by=domain';
GO
EXEC sp_executesql N'WITH cells AS (
    SELECT d.DomainKey AS k0, COUNT_BIG(*) AS Engagements
      FROM BridgeEngagementDomain d
      GROUP BY d.DomainKey),
whole AS (
    SELECT COUNT_BIG(*) AS Engagements
      FROM FactEngagement f)
SELECT c.k0, n0.Code, n0.Name, c.Engagements, w.WholeEngagements, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c
CROSS JOIN (SELECT Engagements AS WholeEngagements FROM whole) w
LEFT JOIN DimDomain n0 ON n0.DomainKey = c.k0
ORDER BY n0.Code
OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY',
    N'@p0 int',
    @p0 = 1000;
GO

PRINT N'15. The KPI row: measures=engagements,agreements,people,organisations,countries,sources';
GO
EXEC sp_executesql N'WITH a AS (
    SELECT COUNT_BIG(*) AS Engagements, COALESCE(SUM(CAST(CASE WHEN ft.CategoryCode = ''agreement'' THEN 1 ELSE 0 END AS bigint)), 0) AS Agreements
      FROM FactEngagement f
        JOIN DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey),
b AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN m.Kind = ''person'' THEN 1 ELSE 0 END AS bigint)), 0) AS People
      FROM (SELECT DISTINCT l.ParticipantKey AS MemberKey
      FROM BridgeEngagementParticipant l) e
      JOIN DimParticipant m ON m.ParticipantKey = e.MemberKey),
c AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Organisations
      FROM (SELECT DISTINCT l.OrganisationKey AS MemberKey
      FROM BridgeEngagementParticipant l) e),
d AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> ''unknown'' THEN 1 ELSE 0 END AS bigint)), 0) AS Countries
      FROM (SELECT DISTINCT l.CountryCode AS MemberKey
      FROM BridgeEngagementParticipant l) e),
e AS (
    SELECT COALESCE(SUM(CAST(CASE WHEN e.MemberKey <> 0 THEN 1 ELSE 0 END AS bigint)), 0) AS Sources
      FROM (SELECT DISTINCT s.SourceKey AS MemberKey
      FROM BridgeEngagementSource s) e),
cells AS (
    SELECT a.Engagements, a.Agreements, b.People, c.Organisations, d.Countries, e.Sources
      FROM a
      CROSS JOIN b
      CROSS JOIN c
      CROSS JOIN d
      CROSS JOIN e)
SELECT c.Engagements, c.Agreements, c.People, c.Organisations, c.Countries, c.Sources, COUNT_BIG(*) OVER () AS RowsOfDepth
FROM cells c';
GO

