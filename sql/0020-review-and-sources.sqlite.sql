-- Whether a record was reviewed, and by whom: 0 reviewed, 1 draft (decision 0069). Drafts count nowhere unless a query names the review.
-- The kind of a source, which source states which value, how well an engagement is sourced, and when it was first recorded (decisions 0071 and 0072).
-- Twin of 0020-review-and-sources.sqlserver.sql; here the staging tables are temporary.
ALTER TABLE FactEngagement ADD ReviewKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE FactEngagement ADD ReviewedBy TEXT NULL;
ALTER TABLE FactEngagement ADD ReviewedOn TEXT NULL;
ALTER TABLE FactEngagement ADD RecordedOn TEXT NULL;
ALTER TABLE PastEngagement ADD ReviewKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE PastEngagement ADD ReviewedBy TEXT NULL;
ALTER TABLE PastEngagement ADD ReviewedOn TEXT NULL;
ALTER TABLE PastEngagement ADD RecordedOn TEXT NULL;
ALTER TABLE ChangedEngagement ADD ReviewKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ChangedEngagement ADD ReviewedBy TEXT NULL;
ALTER TABLE ChangedEngagement ADD ReviewedOn TEXT NULL;
ALTER TABLE ChangedEngagement ADD RecordedOn TEXT NULL;
ALTER TABLE FactEngagement ADD ConfidenceKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ChangedEngagement ADD ConfidenceKey INTEGER NULL;
ALTER TABLE DimSource ADD Kind TEXT NOT NULL DEFAULT 'unknown';

-- Drafts are few. Statements name this condition, so that no other statement uses the index.
CREATE INDEX IX_FactEngagement_Review ON FactEngagement (ReviewKey) WHERE ReviewKey <> 0;

-- The levels: 0 no source, 1 one, 2 several, 3 official, 4 official and others. Documents of one publisher are one source.
UPDATE FactEngagement SET ConfidenceKey = (
    SELECT CASE COUNT(DISTINCT s.Publisher) WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE 2 END
    FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey WHERE b.EngagementKey = FactEngagement.EngagementKey AND b.SourceKey <> 0);
UPDATE ChangedEngagement SET ConfidenceKey = (
    SELECT CASE COUNT(DISTINCT s.Publisher) WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE 2 END
    FROM ChangedEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey
    WHERE b.Version = ChangedEngagement.Version AND b.EngagementKey = ChangedEngagement.EngagementKey AND b.SourceKey <> 0)
WHERE Existed = 1;

-- The first day of a record that is still known.
UPDATE PastEngagement SET RecordedOn = (SELECT MIN(SUBSTR(p.ImportedAt, 1, 10)) FROM PastEngagement p WHERE p.Code = PastEngagement.Code);
UPDATE ChangedEngagement SET RecordedOn = (
    SELECT MIN(r.RecordedOn) FROM (
        SELECT SUBSTR(c.ImportedAt, 1, 10) AS RecordedOn FROM ChangedEngagement c WHERE c.EngagementKey = ChangedEngagement.EngagementKey AND c.ImportedAt IS NOT NULL
        UNION ALL SELECT p.RecordedOn FROM PastEngagement p WHERE p.Code = ChangedEngagement.Code) r)
WHERE Existed = 1;
UPDATE FactEngagement SET RecordedOn = (
    SELECT MIN(r.RecordedOn) FROM (
        SELECT SUBSTR(FactEngagement.ImportedAt, 1, 10) AS RecordedOn
        UNION ALL SELECT c.RecordedOn FROM ChangedEngagement c WHERE c.EngagementKey = FactEngagement.EngagementKey AND c.RecordedOn IS NOT NULL
        UNION ALL SELECT p.RecordedOn FROM PastEngagement p WHERE p.Code = FactEngagement.Code) r);

-- What a source states about a field of the engagement. The value of the engagement itself is what counts.
CREATE TABLE EngagementStatement (
    EngagementKey INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    SourceKey     INTEGER NOT NULL REFERENCES DimSource (SourceKey),
    Field         TEXT NOT NULL,
    Value         TEXT NOT NULL,
    PRIMARY KEY (EngagementKey, SourceKey, Field)
) WITHOUT ROWID;

-- The statements as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementStatement (
    PastImportKey INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    Field         TEXT NOT NULL,
    Value         TEXT NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, SourceKey, Field)
) WITHOUT ROWID;

-- The statements as they were before the version.
CREATE TABLE ChangedEngagementStatement (
    Version       INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    Field         TEXT NOT NULL,
    Value         TEXT NOT NULL,
    PRIMARY KEY (Version, EngagementKey, SourceKey, Field)
) WITHOUT ROWID;

-- The views count held engagements that were reviewed, as all figures do. The others have a view of their own.
DROP VIEW bi_Engagements;
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
       f.ImportedAt AS ImportedAt,
       CASE f.ConfidenceKey WHEN 0 THEN 'none' WHEN 1 THEN 'one' WHEN 2 THEN 'several' WHEN 3 THEN 'official' ELSE 'official-several' END AS Confidence
FROM FactEngagement f
JOIN DimDate s ON s.DateKey = f.StartDateKey
JOIN DimDate e ON e.DateKey = f.EndDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
JOIN DimCountry c ON c.CountryCode = p.CountryCode
WHERE f.StatusKey = 0 AND f.ReviewKey = 0;
DROP VIEW bi_EngagementDomains;
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
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
WHERE f.StatusKey = 0 AND f.ReviewKey = 0;
DROP VIEW bi_Participations;
CREATE VIEW bi_Participations AS
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
WHERE f.StatusKey = 0 AND f.ReviewKey = 0;
DROP VIEW bi_EngagementSources;
CREATE VIEW bi_EngagementSources AS
SELECT f.Code AS EngagementCode,
       s.Code AS SourceCode,
       s.Publisher AS Publisher,
       s.Title AS SourceTitle,
       s.Url AS Url,
       s.PublishedOn AS PublishedOn,
       s.Kind AS SourceKind
FROM BridgeEngagementSource b
JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey
JOIN DimSource s ON s.SourceKey = b.SourceKey
WHERE f.StatusKey = 0 AND f.ReviewKey = 0;
DROP VIEW bi_OtherEngagements;
CREATE VIEW bi_OtherEngagements AS
SELECT f.Code AS EngagementCode,
       CASE f.StatusKey WHEN 0 THEN 'held' WHEN 1 THEN 'planned' WHEN 2 THEN 'postponed' ELSE 'cancelled' END AS Status,
       CASE f.ReviewKey WHEN 0 THEN 'reviewed' ELSE 'draft' END AS Review,
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
       f.ImportedAt AS ImportedAt,
       CASE f.ConfidenceKey WHEN 0 THEN 'none' WHEN 1 THEN 'one' WHEN 2 THEN 'several' WHEN 3 THEN 'official' ELSE 'official-several' END AS Confidence
FROM FactEngagement f
JOIN DimDate s ON s.DateKey = f.StartDateKey
JOIN DimDate e ON e.DateKey = f.EndDateKey
JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
JOIN DimCountry c ON c.CountryCode = p.CountryCode
WHERE f.StatusKey <> 0 OR f.ReviewKey <> 0;
