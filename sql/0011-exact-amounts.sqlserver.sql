-- Amounts are exact: beside the nearest whole cents (AmountCents) stands what they lack, in millionths of a cent (AmountRest; NULL is none), so that sums are
-- rounded once and not row by row. Indexes that carry the cents carry the rests, too. A city may be any text for a place. Twin of 0011-exact-amounts.sqlite.sql.
ALTER TABLE FactEngagement ADD AmountRest int NULL;
ALTER TABLE BridgeEngagementDomain ADD AmountRest int NULL;
ALTER TABLE BridgeEngagementParticipant ADD AmountRest int NULL;
ALTER TABLE PastEngagement ADD AmountRest int NULL;
ALTER TABLE StageEngagement ADD AmountRest int NULL;
ALTER TABLE DimPlace ALTER COLUMN City nvarchar(4000) NULL;
ALTER TABLE StagePlace ALTER COLUMN City nvarchar(4000) NULL;
GO
DROP INDEX IX_FactEngagement_Year ON FactEngagement;
DROP INDEX IX_FactEngagement_Figures ON FactEngagement;
DROP INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain;
DROP INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Figures ON FactEngagement (EngagementKey) INCLUDE (EngagementTypeKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey) INCLUDE (YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
GO
-- The views give amounts as exactly as they are kept.
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
JOIN DimCountry c ON c.CountryCode = p.CountryCode;
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
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey;
