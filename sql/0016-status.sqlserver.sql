-- The status of an engagement: 0 held, 1 planned, 2 postponed, 3 cancelled (EngagementStatus). Figures count held ones only (decision 0060).
-- Twin of 0016-status.sqlite.sql.
ALTER TABLE FactEngagement ADD StatusKey int NOT NULL DEFAULT 0;
ALTER TABLE PastEngagement ADD StatusKey int NOT NULL DEFAULT 0;
ALTER TABLE ChangedEngagement ADD StatusKey int NOT NULL DEFAULT 0;
ALTER TABLE StageEngagement ADD StatusKey int NULL;
GO

-- Engagements that were not held are few.
CREATE INDEX IX_FactEngagement_Status ON FactEngagement (StatusKey);
GO

-- The views count held engagements, as all figures do. The others have a view of their own.
DROP VIEW bi.Engagements;
GO
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
       CAST((f.AmountCents + COALESCE(f.AmountRest, 0) / 1000000.0) / 100.0 AS decimal(19, 8)) AS AmountUsd,
       f.ImportedAt AS ImportedAt
FROM FactEngagement f
JOIN DimDate s ON s.DateKey = f.StartDateKey
JOIN DimDate e ON e.DateKey = f.EndDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
JOIN DimCountry c ON c.CountryCode = p.CountryCode
WHERE f.StatusKey = 0;
GO
DROP VIEW bi.EngagementDomains;
GO
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
       (f.AmountCents + CAST(COALESCE(f.AmountRest, 0) AS float) / 1000000) * b.WeightParts / 2520 / 100 AS AllocatedAmountUsd,
       t.Code AS EngagementTypeCode,
       t.Name AS EngagementType,
       t.CategoryName AS EngagementCategory
FROM BridgeEngagementDomain b
JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey
JOIN DimDomain d ON d.DomainKey = b.DomainKey
JOIN DimDate s ON s.DateKey = b.StartDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
WHERE f.StatusKey = 0;
GO
DROP VIEW bi.Participations;
GO
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
JOIN DimCountry c ON c.CountryCode = l.CountryCode
WHERE f.StatusKey = 0;
GO
DROP VIEW bi.EngagementSources;
GO
CREATE VIEW bi.EngagementSources AS
SELECT f.Code AS EngagementCode,
       s.Code AS SourceCode,
       s.Publisher AS Publisher,
       s.Title AS SourceTitle,
       s.Url AS Url,
       s.PublishedOn AS PublishedOn
FROM BridgeEngagementSource b
JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey
JOIN DimSource s ON s.SourceKey = b.SourceKey
WHERE f.StatusKey = 0;
GO
CREATE VIEW bi.OtherEngagements AS
SELECT f.Code AS EngagementCode,
       CASE f.StatusKey WHEN 1 THEN 'planned' WHEN 2 THEN 'postponed' ELSE 'cancelled' END AS Status,
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
       CAST((f.AmountCents + COALESCE(f.AmountRest, 0) / 1000000.0) / 100.0 AS decimal(19, 8)) AS AmountUsd,
       f.ImportedAt AS ImportedAt
FROM FactEngagement f
JOIN DimDate s ON s.DateKey = f.StartDateKey
JOIN DimDate e ON e.DateKey = f.EndDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
JOIN DimCountry c ON c.CountryCode = p.CountryCode
WHERE f.StatusKey <> 0;
