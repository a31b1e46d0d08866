-- The star: one fact, its dimensions, and three bridges for what an engagement has many of.
-- Twin of 0001-star-schema.sqlserver.sql. Counting rules: docs/counting.md.

CREATE TABLE DimDate (
    DateKey       INTEGER NOT NULL PRIMARY KEY, -- yyyymmdd; yyyymm00: a month; yyyy0000: a year; 0: not stated
    Date          TEXT    NULL,                 -- only for exact days
    Year          INTEGER NULL,
    Quarter       TEXT    NULL,                 -- 2025-Q3
    Month         TEXT    NULL,                 -- 2025-07
    FiscalYear    TEXT    NULL,                 -- 2025-26, April to March
    YearKey       INTEGER NOT NULL,             -- the members of each level in order; "not stated" is one of its own
    QuarterKey    INTEGER NOT NULL,             -- year * 10 + quarter, or year * 10
    MonthKey      INTEGER NOT NULL,             -- year * 100 + month, or year * 100
    FiscalYearKey INTEGER NOT NULL,             -- first year * 10 + 1, or year * 10
    FirstDay      INTEGER NULL,                 -- of the period that is stated, yyyymmdd
    LastDay       INTEGER NULL,
    Label         TEXT    NOT NULL
);

CREATE TABLE DimCountry (
    CountryCode TEXT NOT NULL PRIMARY KEY,      -- ISO 3166 alpha-2, or 'unknown'
    Name        TEXT NOT NULL,
    NameLocal   TEXT NULL
) WITHOUT ROWID;

CREATE TABLE DimDomain (
    DomainKey INTEGER NOT NULL PRIMARY KEY,
    Code      TEXT    NOT NULL UNIQUE,
    Name      TEXT    NOT NULL,
    GroupCode TEXT    NOT NULL,
    GroupName TEXT    NOT NULL
);

CREATE TABLE DimParticipant (
    ParticipantKey INTEGER NOT NULL PRIMARY KEY,
    Code           TEXT    NOT NULL UNIQUE,
    Name           TEXT    NOT NULL,
    NameLocal      TEXT    NULL,
    Kind           TEXT    NOT NULL,
    CountryCode    TEXT    NOT NULL REFERENCES DimCountry (CountryCode),
    ParentKey      INTEGER NULL REFERENCES DimParticipant (ParticipantKey) -- from organisation to organisation only
);

CREATE TABLE DimEngagementType (
    EngagementTypeKey INTEGER NOT NULL PRIMARY KEY,
    Code              TEXT    NOT NULL UNIQUE,
    Name              TEXT    NOT NULL,
    CategoryCode      TEXT    NOT NULL,
    CategoryName      TEXT    NOT NULL
);

CREATE TABLE DimPlace (
    PlaceKey    INTEGER NOT NULL PRIMARY KEY,
    Code        TEXT    NOT NULL UNIQUE,        -- in-new-delhi; in: the country alone; unknown
    City        TEXT    NULL,
    CountryCode TEXT    NOT NULL REFERENCES DimCountry (CountryCode)
);

CREATE TABLE DimSource (
    SourceKey   INTEGER NOT NULL PRIMARY KEY,
    Code        TEXT    NOT NULL UNIQUE,
    Publisher   TEXT    NOT NULL,
    Title       TEXT    NOT NULL,
    Url         TEXT    NULL,
    PublishedOn TEXT    NULL
);

CREATE TABLE Import (
    ImportKey    INTEGER NOT NULL PRIMARY KEY,  -- the highest is the data version
    Mapping      TEXT    NOT NULL,
    FileName     TEXT    NOT NULL,
    FileHash     TEXT    NOT NULL,              -- SHA-256, hexadecimal
    ImportedAt   TEXT    NOT NULL,              -- UTC
    FileRows     INTEGER NOT NULL,
    Added        INTEGER NOT NULL,              -- engagements
    Changed      INTEGER NOT NULL,
    Unchanged    INTEGER NOT NULL
);

CREATE TABLE FactEngagement (
    EngagementKey     INTEGER NOT NULL PRIMARY KEY,
    Code              TEXT    NOT NULL UNIQUE,
    Title             TEXT    NOT NULL,
    SearchTitle       TEXT    NOT NULL,         -- lower case, so that search means the same on every engine
    Summary           TEXT    NULL,
    StartDateKey      INTEGER NOT NULL REFERENCES DimDate (DateKey),
    EndDateKey        INTEGER NOT NULL REFERENCES DimDate (DateKey),
    YearKey           INTEGER NOT NULL,         -- of the start date
    EngagementTypeKey INTEGER NOT NULL REFERENCES DimEngagementType (EngagementTypeKey),
    PlaceKey          INTEGER NOT NULL REFERENCES DimPlace (PlaceKey),
    Headcount         INTEGER NULL,
    AmountCents       INTEGER NULL,             -- US cents
    Handling          TEXT    NOT NULL,
    ImportKey         INTEGER NOT NULL REFERENCES Import (ImportKey),
    ImportRow         INTEGER NOT NULL,         -- first line of the engagement in its file
    ImportedAt        TEXT    NOT NULL,         -- UTC
    RowHash           TEXT    NOT NULL          -- of all that was imported for it
);

-- The bridges repeat the start date and the year, so that the common questions read one covering index.

CREATE TABLE BridgeEngagementDomain (
    EngagementKey INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    DomainKey     INTEGER NOT NULL REFERENCES DimDomain (DomainKey),
    WeightParts   INTEGER NOT NULL CHECK (WeightParts BETWEEN 0 AND 2520), -- 2,520 an engagement
    IsPrimary     INTEGER NOT NULL CHECK (IsPrimary IN (0, 1)),            -- exactly one an engagement
    StartDateKey  INTEGER NOT NULL,
    YearKey       INTEGER NOT NULL,
    PRIMARY KEY (EngagementKey, DomainKey)
) WITHOUT ROWID;

CREATE TABLE BridgeEngagementParticipant (
    EngagementKey   INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    LineNo          INTEGER NOT NULL,
    ParticipantKey  INTEGER NOT NULL REFERENCES DimParticipant (ParticipantKey),
    OnBehalfOfKey   INTEGER NULL REFERENCES DimParticipant (ParticipantKey),
    OrganisationKey INTEGER NOT NULL REFERENCES DimParticipant (ParticipantKey), -- acted for, or itself; 0: not stated
    CountryCode     TEXT    NOT NULL REFERENCES DimCountry (CountryCode),
    Role            TEXT    NOT NULL,
    Capacity        TEXT    NULL,
    StartDateKey    INTEGER NOT NULL,
    YearKey         INTEGER NOT NULL,
    PRIMARY KEY (EngagementKey, LineNo)
) WITHOUT ROWID;

CREATE TABLE BridgeEngagementSource (
    EngagementKey INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    SourceKey     INTEGER NOT NULL REFERENCES DimSource (SourceKey),
    StartDateKey  INTEGER NOT NULL,
    YearKey       INTEGER NOT NULL,
    PRIMARY KEY (EngagementKey, SourceKey)
) WITHOUT ROWID;

-- Members that stand for what a source leaves out: nothing is dropped for want of a name.
INSERT INTO DimDate (DateKey, YearKey, QuarterKey, MonthKey, FiscalYearKey, Label) VALUES (0, 0, 0, 0, 0, 'Date not stated');
INSERT INTO DimCountry (CountryCode, Name) VALUES ('unknown', 'Country not stated');
INSERT INTO DimDomain (DomainKey, Code, Name, GroupCode, GroupName) VALUES (0, 'unknown', 'Domain not stated', 'unknown', 'Domain group not stated');
INSERT INTO DimParticipant (ParticipantKey, Code, Name, Kind, CountryCode) VALUES (0, 'unknown', 'Not stated', 'unknown', 'unknown');
INSERT INTO DimEngagementType (EngagementTypeKey, Code, Name, CategoryCode, CategoryName) VALUES (0, 'unknown', 'Type not stated', 'unknown', 'Category not stated');
INSERT INTO DimPlace (PlaceKey, Code, City, CountryCode) VALUES (0, 'unknown', NULL, 'unknown');
INSERT INTO DimSource (SourceKey, Code, Publisher, Title) VALUES (0, 'unknown', 'not stated', 'Source not stated');
