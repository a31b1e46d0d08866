-- The schema bi: the star under names that people know, for tools that connect to the database directly. One row of a view is what its first line says.
-- Twin of 0006-bi-views.sqlite.sql, word for word but for GO and the schema (there the views are called bi_Engagements …); docs/bi/README.md describes them.
IF SCHEMA_ID(N'bi') IS NULL EXEC(N'CREATE SCHEMA bi');
GO

-- An engagement. Count and add up here: Headcount and AmountUsd are those of the whole engagement.
CREATE VIEW bi.Engagements AS
SELECT f.Code AS EngagementCode,
       f.Title AS Title,
       f.Summary AS Summary,
       s.Date AS StartDate,
       s.Label AS StartLabel,
       s.Year AS StartYear,
       s.Quarter AS StartQuarter,
       s.Month AS StartMonth,
       s.FiscalYear AS StartFiscalYear,
       e.Date AS EndDate,
       e.Label AS EndLabel,
       t.Code AS EngagementTypeCode,
       t.Name AS EngagementType,
       t.CategoryCode AS EngagementCategoryCode,
       t.CategoryName AS EngagementCategory,
       p.Code AS PlaceCode,
       p.City AS City,
       p.CountryCode AS PlaceCountryCode,
       c.Name AS PlaceCountry,
       f.Handling AS Handling,
       f.Headcount AS Headcount,
       CAST(f.AmountCents / 100.0 AS decimal(19, 2)) AS AmountUsd,
       f.ImportedAt AS ImportedAt
FROM FactEngagement f
JOIN DimDate s ON s.DateKey = f.StartDateKey
JOIN DimDate e ON e.DateKey = f.EndDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
JOIN DimCountry c ON c.CountryCode = p.CountryCode;
GO

-- An engagement in one of its domains. Weight, WeightParts (2,520 an engagement) and AllocatedAmountUsd add up to the truth over domains;
-- a count of these rows does not. Headcount and AmountUsd are left out on purpose: here they would be added once for each domain.
CREATE VIEW bi.EngagementDomains AS
SELECT f.Code AS EngagementCode,
       f.Title AS Title,
       s.Date AS StartDate,
       s.Label AS StartLabel,
       s.Year AS StartYear,
       s.FiscalYear AS StartFiscalYear,
       d.Code AS DomainCode,
       d.Name AS DomainName,
       d.GroupCode AS DomainGroupCode,
       d.GroupName AS DomainGroup,
       b.IsPrimary AS IsPrimary,
       b.WeightParts AS WeightParts,
       CAST(b.WeightParts AS float) / 2520 AS Weight,
       CAST(f.AmountCents AS float) * b.WeightParts / 2520 / 100 AS AllocatedAmountUsd,
       t.Code AS EngagementTypeCode,
       t.Name AS EngagementType,
       t.CategoryName AS EngagementCategory
FROM BridgeEngagementDomain b
JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey
JOIN DimDomain d ON d.DomainKey = b.DomainKey
JOIN DimDate s ON s.DateKey = b.StartDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey;
GO

-- A line of participation: who took part, for whom, for which country, in which role. Count engagements by their distinct codes.
CREATE VIEW bi.Participations AS
SELECT f.Code AS EngagementCode,
       l.[LineNo] AS Line,
       s.Date AS StartDate,
       s.Year AS StartYear,
       p.Code AS ParticipantCode,
       p.Name AS ParticipantName,
       p.Kind AS ParticipantKind,
       o.Code AS OrganisationCode,
       o.Name AS OrganisationName,
       l.CountryCode AS CountryCode,
       c.Name AS CountryName,
       l.Role AS Role,
       l.Capacity AS Capacity
FROM BridgeEngagementParticipant l
JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
JOIN DimDate s ON s.DateKey = l.StartDateKey
JOIN DimParticipant p ON p.ParticipantKey = l.ParticipantKey
JOIN DimParticipant o ON o.ParticipantKey = l.OrganisationKey
JOIN DimCountry c ON c.CountryCode = l.CountryCode;
GO

-- A source that an engagement rests on.
CREATE VIEW bi.EngagementSources AS
SELECT f.Code AS EngagementCode,
       s.Code AS SourceCode,
       s.Publisher AS Publisher,
       s.Title AS SourceTitle,
       s.Url AS Url,
       s.PublishedOn AS PublishedOn
FROM BridgeEngagementSource b
JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey
JOIN DimSource s ON s.SourceKey = b.SourceKey;
GO

-- A domain.
CREATE VIEW bi.Domains AS
SELECT d.Code AS DomainCode,
       d.Name AS DomainName,
       d.GroupCode AS DomainGroupCode,
       d.GroupName AS DomainGroup
FROM DimDomain d;
GO

-- A participant, with the organisation it belongs to.
CREATE VIEW bi.Participants AS
SELECT p.Code AS ParticipantCode,
       p.Name AS ParticipantName,
       p.NameLocal AS LocalName,
       p.Kind AS ParticipantKind,
       p.CountryCode AS CountryCode,
       c.Name AS CountryName,
       o.Code AS ParentCode,
       o.Name AS ParentName
FROM DimParticipant p
JOIN DimCountry c ON c.CountryCode = p.CountryCode
LEFT JOIN DimParticipant o ON o.ParticipantKey = p.ParentKey;
GO

-- A country.
CREATE VIEW bi.Countries AS
SELECT c.CountryCode AS CountryCode,
       c.Name AS CountryName,
       c.NameLocal AS LocalName
FROM DimCountry c;
GO

-- A type of engagement.
CREATE VIEW bi.EngagementTypes AS
SELECT t.Code AS EngagementTypeCode,
       t.Name AS EngagementType,
       t.CategoryCode AS EngagementCategoryCode,
       t.CategoryName AS EngagementCategory
FROM DimEngagementType t;
GO

-- A place: a city, or a country alone.
CREATE VIEW bi.Places AS
SELECT p.Code AS PlaceCode,
       p.City AS City,
       p.CountryCode AS CountryCode,
       c.Name AS CountryName
FROM DimPlace p
JOIN DimCountry c ON c.CountryCode = p.CountryCode;
GO

-- A source.
CREATE VIEW bi.Sources AS
SELECT s.Code AS SourceCode,
       s.Publisher AS Publisher,
       s.Title AS SourceTitle,
       s.Url AS Url,
       s.PublishedOn AS PublishedOn
FROM DimSource s;
GO

-- An exact day. Months, years and dates that are not stated at all have no row: their engagements have no StartDate, but a StartLabel.
CREATE VIEW bi.Dates AS
SELECT d.Date AS Date,
       d.Year AS Year,
       d.Quarter AS Quarter,
       d.Month AS Month,
       d.FiscalYear AS FiscalYear
FROM DimDate d
WHERE d.Date IS NOT NULL;
GO

-- One row: which data version the figures are of, and when it was imported (UTC).
CREATE VIEW bi.DataVersion AS
SELECT i.ImportKey AS DataVersion,
       i.ImportedAt AS ImportedAt
FROM Import i
WHERE i.ImportKey = (SELECT MAX(ImportKey) FROM Import);
GO
