-- Imports: what was there before each of them, so that one can be undone, and where they are prepared.
-- Twin of 0005-imports.sqlite.sql; with the embedded engine the staging tables are temporary.
ALTER TABLE Import ADD Retired int NOT NULL DEFAULT 0;
GO
ALTER TABLE Import ADD IsReplacement int NOT NULL DEFAULT 0; -- 1: its file was said to be all there is
GO
ALTER TABLE Import ADD UndoneImportKey int NULL; -- this version is the one before without that import
GO

-- Engagements as they were before the import PastImportKey changed or retired them.
CREATE TABLE PastEngagement (
    PastImportKey     int NOT NULL,
    EngagementKey     int NOT NULL,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title             nvarchar(1000) NOT NULL,
    SearchTitle       nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Summary           nvarchar(max) NULL,
    StartDateKey      int NOT NULL,
    EndDateKey        int NOT NULL,
    YearKey           int NOT NULL,
    EngagementTypeKey int NOT NULL,
    PlaceKey          int NOT NULL,
    Headcount         int NULL,
    AmountCents       bigint NULL,
    Handling          nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ImportKey         int NOT NULL,
    ImportRow         int NOT NULL,
    ImportedAt        datetime2(0) NOT NULL,
    RowHash           nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey)
);

CREATE TABLE PastEngagementDomain (
    PastImportKey int NOT NULL,
    EngagementKey int NOT NULL,
    DomainKey     int NOT NULL,
    WeightParts   int NOT NULL,
    IsPrimary     bit NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, DomainKey)
);

CREATE TABLE PastEngagementParticipant (
    PastImportKey  int NOT NULL,
    EngagementKey  int NOT NULL,
    LineNumber     int NOT NULL,
    ParticipantKey int NOT NULL,
    OnBehalfOfKey  int NULL,
    CountryCode    nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Role           nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Capacity       nvarchar(400) NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, LineNumber)
);

CREATE TABLE PastEngagementSource (
    PastImportKey int NOT NULL,
    EngagementKey int NOT NULL,
    SourceKey     int NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, SourceKey)
);

CREATE INDEX IX_PastEngagement_Code ON PastEngagement (Code);

-- Engagements that an import found as it states them itself: it holds them up when the import that stated them first is undone.
CREATE TABLE ImportConfirmation (
    ImportKey int NOT NULL,
    Code      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ImportRow int NOT NULL,
    PRIMARY KEY (ImportKey, Code)
);

CREATE INDEX IX_ImportConfirmation_Code ON ImportConfirmation (Code, ImportKey);

-- Staging: filled in bulk by the import whose turn it is, empty for everybody else.

CREATE TABLE StageEngagement (
    RecordNo          int NOT NULL,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title             nvarchar(1000) NOT NULL,
    SearchTitle       nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Summary           nvarchar(max) NULL,
    StartDateKey      int NOT NULL,
    EndDateKey        int NOT NULL,
    YearKey           int NOT NULL,
    EngagementTypeKey int NOT NULL,
    PlaceKey          int NOT NULL,
    Headcount         int NULL,
    AmountCents       bigint NULL,
    Handling          nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ImportRow         int NOT NULL,
    RowHash           nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    EngagementKey     int NULL,
    Change            int NULL,
    PRIMARY KEY (RecordNo)
);

CREATE TABLE StageDomainLink (
    RecordNo    int NOT NULL,
    DomainKey   int NOT NULL,
    WeightParts int NOT NULL,
    IsPrimary   int NOT NULL,
    PRIMARY KEY (RecordNo, DomainKey)
);

CREATE TABLE StageLine (
    RecordNo        int NOT NULL,
    LineNumber      int NOT NULL,
    ParticipantKey  int NOT NULL,
    OnBehalfOfKey   int NULL,
    OrganisationKey int NOT NULL,
    CountryCode     nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Role            nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Capacity        nvarchar(400) NULL,
    PRIMARY KEY (RecordNo, LineNumber)
);

CREATE TABLE StageSourceLink (
    RecordNo  int NOT NULL,
    SourceKey int NOT NULL,
    PRIMARY KEY (RecordNo, SourceKey)
);

CREATE TABLE StageRefused (
    Code nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (Code)
);

CREATE TABLE StageLeaving (
    EngagementKey int NOT NULL,
    PRIMARY KEY (EngagementKey)
);

CREATE TABLE StageUndo (
    Code          nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    NextImportKey int NULL,
    ConfirmedBy   int NULL,
    PRIMARY KEY (Code)
);

CREATE TABLE StageDomain (
    DomainKey int NOT NULL,
    Code      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Name      nvarchar(400) NOT NULL,
    GroupCode nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    GroupName nvarchar(400) NOT NULL,
    IsNew     int NOT NULL,
    PRIMARY KEY (DomainKey)
);

CREATE TABLE StageEngagementType (
    EngagementTypeKey int NOT NULL,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Name              nvarchar(400) NOT NULL,
    CategoryCode      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CategoryName      nvarchar(400) NOT NULL,
    IsNew             int NOT NULL,
    PRIMARY KEY (EngagementTypeKey)
);

CREATE TABLE StageParticipant (
    ParticipantKey int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Name           nvarchar(400) NOT NULL,
    NameLocal      nvarchar(400) NULL,
    Kind           nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CountryCode    nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParentKey      int NULL,
    IsNew          int NOT NULL,
    IsOtherKind    int NOT NULL,
    IsActedFor     int NOT NULL,
    PRIMARY KEY (ParticipantKey)
);

CREATE TABLE StagePlace (
    PlaceKey    int NOT NULL,
    Code        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    City        nvarchar(200) NULL,
    CountryCode nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (PlaceKey)
);

CREATE TABLE StageSource (
    SourceKey   int NOT NULL,
    Code        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Publisher   nvarchar(400) NOT NULL,
    Title       nvarchar(1000) NOT NULL,
    Url         nvarchar(2000) NULL,
    PublishedOn nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    IsNew       int NOT NULL,
    PRIMARY KEY (SourceKey)
);

CREATE TABLE StageDate (
    DateKey       int NOT NULL,
    Date          nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    Year          int NULL,
    Quarter       nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,
    Month         nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,
    FiscalYear    nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,
    YearKey       int NOT NULL,
    QuarterKey    int NOT NULL,
    MonthKey      int NOT NULL,
    FiscalYearKey int NOT NULL,
    FirstDay      int NULL,
    LastDay       int NULL,
    Label         nvarchar(100) NOT NULL,
    PRIMARY KEY (DateKey)
);
