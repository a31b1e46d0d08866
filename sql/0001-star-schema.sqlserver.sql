-- The star: one fact, its dimensions, and three bridges for what an engagement has many of.
-- Twin of 0001-star-schema.sqlite.sql. Counting rules: docs/counting.md.

CREATE TABLE DimDate (
    DateKey       int NOT NULL PRIMARY KEY, -- yyyymmdd; yyyymm00: a month; yyyy0000: a year; 0: not stated
    Date          date NULL,                 -- only for exact days
    Year          smallint NULL,
    Quarter       nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,                 -- 2025-Q3
    Month         nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,                 -- 2025-07
    FiscalYear    nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL,                 -- 2025-26, April to March
    YearKey       int NOT NULL,             -- the members of each level in order; "not stated" is one of its own
    QuarterKey    int NOT NULL,             -- year * 10 + quarter, or year * 10
    MonthKey      int NOT NULL,             -- year * 100 + month, or year * 100
    FiscalYearKey int NOT NULL,             -- first year * 10 + 1, or year * 10
    FirstDay      int NULL,                 -- of the period that is stated, yyyymmdd
    LastDay       int NULL,
    Label         nvarchar(100) NOT NULL
);

CREATE TABLE DimCountry (
    CountryCode nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,      -- ISO 3166 alpha-2, or 'unknown'
    Name        nvarchar(400) NOT NULL,
    NameLocal   nvarchar(400) NULL
);

CREATE TABLE DimDomain (
    DomainKey int NOT NULL PRIMARY KEY,
    Code      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    Name      nvarchar(400) NOT NULL,
    GroupCode nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    GroupName nvarchar(400) NOT NULL
);

CREATE TABLE DimParticipant (
    ParticipantKey int NOT NULL PRIMARY KEY,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    Name           nvarchar(400) NOT NULL,
    NameLocal      nvarchar(400) NULL,
    Kind           nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CountryCode    nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES DimCountry (CountryCode),
    ParentKey      int NULL REFERENCES DimParticipant (ParticipantKey) -- from organisation to organisation only
);

CREATE TABLE DimEngagementType (
    EngagementTypeKey int NOT NULL PRIMARY KEY,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    Name              nvarchar(400) NOT NULL,
    CategoryCode      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CategoryName      nvarchar(400) NOT NULL
);

CREATE TABLE DimPlace (
    PlaceKey    int NOT NULL PRIMARY KEY,
    Code        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,        -- in-new-delhi; in: the country alone; unknown
    City        nvarchar(200) NULL,
    CountryCode nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES DimCountry (CountryCode)
);

CREATE TABLE DimSource (
    SourceKey   int NOT NULL PRIMARY KEY,
    Code        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    Publisher   nvarchar(400) NOT NULL,
    Title       nvarchar(1000) NOT NULL,
    Url         nvarchar(2000) NULL,
    PublishedOn date NULL
);

CREATE TABLE Import (
    ImportKey    int NOT NULL PRIMARY KEY,  -- the highest is the data version
    Mapping      nvarchar(200) NOT NULL,
    FileName     nvarchar(400) NOT NULL,
    FileHash     nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- SHA-256, hexadecimal
    ImportedAt   datetime2(0) NOT NULL,              -- UTC
    FileRows     int NOT NULL,
    Added        int NOT NULL,              -- engagements
    Changed      int NOT NULL,
    Unchanged    int NOT NULL
);

CREATE TABLE FactEngagement (
    EngagementKey     int NOT NULL PRIMARY KEY,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    Title             nvarchar(1000) NOT NULL,
    SearchTitle       nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,         -- lower case, so that search means the same on every engine
    Summary           nvarchar(max) NULL,
    StartDateKey      int NOT NULL REFERENCES DimDate (DateKey),
    EndDateKey        int NOT NULL REFERENCES DimDate (DateKey),
    YearKey           int NOT NULL,         -- of the start date
    EngagementTypeKey int NOT NULL REFERENCES DimEngagementType (EngagementTypeKey),
    PlaceKey          int NOT NULL REFERENCES DimPlace (PlaceKey),
    Headcount         int NULL,
    AmountCents       bigint NULL,             -- US cents
    Handling          nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ImportKey         int NOT NULL REFERENCES Import (ImportKey),
    ImportRow         int NOT NULL,         -- first line of the engagement in its file
    ImportedAt        datetime2(0) NOT NULL,         -- UTC
    RowHash           nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL          -- of all that was imported for it
);

-- The bridges repeat the start date and the year, so that the common questions read one covering index.

CREATE TABLE BridgeEngagementDomain (
    EngagementKey int NOT NULL REFERENCES FactEngagement (EngagementKey),
    DomainKey     int NOT NULL REFERENCES DimDomain (DomainKey),
    WeightParts   int NOT NULL CHECK (WeightParts BETWEEN 0 AND 2520), -- 2,520 an engagement
    IsPrimary     bit NOT NULL,            -- exactly one an engagement
    StartDateKey  int NOT NULL,
    YearKey       int NOT NULL,
    PRIMARY KEY (EngagementKey, DomainKey)
);

CREATE TABLE BridgeEngagementParticipant (
    EngagementKey   int NOT NULL REFERENCES FactEngagement (EngagementKey),
    [LineNo]        int NOT NULL,
    ParticipantKey  int NOT NULL REFERENCES DimParticipant (ParticipantKey),
    OnBehalfOfKey   int NULL REFERENCES DimParticipant (ParticipantKey),
    OrganisationKey int NOT NULL REFERENCES DimParticipant (ParticipantKey), -- acted for, or itself; 0: not stated
    CountryCode     nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES DimCountry (CountryCode),
    Role            nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Capacity        nvarchar(400) NULL,
    StartDateKey    int NOT NULL,
    YearKey         int NOT NULL,
    PRIMARY KEY (EngagementKey, [LineNo])
);

CREATE TABLE BridgeEngagementSource (
    EngagementKey int NOT NULL REFERENCES FactEngagement (EngagementKey),
    SourceKey     int NOT NULL REFERENCES DimSource (SourceKey),
    StartDateKey  int NOT NULL,
    YearKey       int NOT NULL,
    PRIMARY KEY (EngagementKey, SourceKey)
);

-- Members that stand for what a source leaves out: nothing is dropped for want of a name.
INSERT INTO DimDate (DateKey, YearKey, QuarterKey, MonthKey, FiscalYearKey, Label) VALUES (0, 0, 0, 0, 0, N'Date not stated');
INSERT INTO DimCountry (CountryCode, Name) VALUES (N'unknown', N'Country not stated');
INSERT INTO DimDomain (DomainKey, Code, Name, GroupCode, GroupName) VALUES (0, N'unknown', N'Domain not stated', N'unknown', N'Domain group not stated');
INSERT INTO DimParticipant (ParticipantKey, Code, Name, Kind, CountryCode) VALUES (0, N'unknown', N'Not stated', N'unknown', N'unknown');
INSERT INTO DimEngagementType (EngagementTypeKey, Code, Name, CategoryCode, CategoryName) VALUES (0, N'unknown', N'Type not stated', N'unknown', N'Category not stated');
INSERT INTO DimPlace (PlaceKey, Code, City, CountryCode) VALUES (0, N'unknown', NULL, N'unknown');
INSERT INTO DimSource (SourceKey, Code, Publisher, Title) VALUES (0, N'unknown', N'not stated', N'Source not stated');
