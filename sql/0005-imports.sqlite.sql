-- Imports: what was there before each of them, so that one can be undone.
-- Twin of 0005-imports.sqlserver.sql, whose staging tables are temporary tables here.
ALTER TABLE Import ADD Retired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE Import ADD IsReplacement INTEGER NOT NULL DEFAULT 0; -- 1: its file was said to be all there is
ALTER TABLE Import ADD UndoneImportKey INTEGER NULL; -- this version is the one before without that import

-- Engagements as they were before the import PastImportKey changed or retired them.
CREATE TABLE PastEngagement (
    PastImportKey     INTEGER NOT NULL,
    EngagementKey     INTEGER NOT NULL,
    Code              TEXT NOT NULL,
    Title             TEXT NOT NULL,
    SearchTitle       TEXT NOT NULL,
    Summary           TEXT NULL,
    StartDateKey      INTEGER NOT NULL,
    EndDateKey        INTEGER NOT NULL,
    YearKey           INTEGER NOT NULL,
    EngagementTypeKey INTEGER NOT NULL,
    PlaceKey          INTEGER NOT NULL,
    Headcount         INTEGER NULL,
    AmountCents       INTEGER NULL,
    Handling          TEXT NOT NULL,
    ImportKey         INTEGER NOT NULL,
    ImportRow         INTEGER NOT NULL,
    ImportedAt        TEXT NOT NULL,
    RowHash           TEXT NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey)
);

CREATE TABLE PastEngagementDomain (
    PastImportKey INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    DomainKey     INTEGER NOT NULL,
    WeightParts   INTEGER NOT NULL,
    IsPrimary     INTEGER NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, DomainKey)
) WITHOUT ROWID;

CREATE TABLE PastEngagementParticipant (
    PastImportKey  INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    LineNumber     INTEGER NOT NULL,
    ParticipantKey INTEGER NOT NULL,
    OnBehalfOfKey  INTEGER NULL,
    CountryCode    TEXT NOT NULL,
    Role           TEXT NOT NULL,
    Capacity       TEXT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, LineNumber)
) WITHOUT ROWID;

CREATE TABLE PastEngagementSource (
    PastImportKey INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, SourceKey)
) WITHOUT ROWID;

CREATE INDEX IX_PastEngagement_Code ON PastEngagement (Code);

-- Engagements that an import found as it states them itself: it holds them up when the import that stated them first is undone.
CREATE TABLE ImportConfirmation (
    ImportKey INTEGER NOT NULL,
    Code      TEXT NOT NULL,
    ImportRow INTEGER NOT NULL,
    PRIMARY KEY (ImportKey, Code)
) WITHOUT ROWID;

CREATE INDEX IX_ImportConfirmation_Code ON ImportConfirmation (Code, ImportKey);
