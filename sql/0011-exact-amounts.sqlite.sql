-- Amounts are exact: beside the nearest whole cents (AmountCents) stands what they lack, in millionths of a cent (AmountRest; NULL is none), so that sums are
-- rounded once and not row by row. Indexes that carry the cents carry the rests, too. A city may be any text for a place. Twin of 0011-exact-amounts.sqlserver.sql.
ALTER TABLE FactEngagement ADD AmountRest INTEGER NULL;
ALTER TABLE BridgeEngagementDomain ADD AmountRest INTEGER NULL;
ALTER TABLE BridgeEngagementParticipant ADD AmountRest INTEGER NULL;
ALTER TABLE PastEngagement ADD AmountRest INTEGER NULL;

DROP INDEX IX_FactEngagement_Year;
DROP INDEX IX_FactEngagement_Figures;
DROP INDEX IX_BridgeEngagementDomain_Domain;
DROP INDEX IX_BridgeEngagementParticipant_Participant;
DROP INDEX IX_BridgeEngagementParticipant_Country;
DROP INDEX IX_BridgeEngagementParticipant_Organisation;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Figures ON FactEngagement (EngagementKey, EngagementTypeKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey, YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);

-- The views give amounts as exactly as they are kept.
DROP VIEW bi_Engagements;
DROP VIEW bi_EngagementDomains;
CREATE VIEW bi_Engagements AS
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
CREATE VIEW bi_EngagementDomains AS
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

-- What was known of the indexes went with them; a server sees to it itself.
PRAGMA analysis_limit = 1000;
ANALYZE main;
PRAGMA analysis_limit = 0;
