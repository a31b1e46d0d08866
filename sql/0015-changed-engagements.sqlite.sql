-- What each version changed: engagements and members as they were before it. Rows are only added, so that the state of any version can be told.
-- Twin of 0015-changed-engagements.sqlserver.sql.
ALTER TABLE Import ADD KeepsChanges INTEGER NOT NULL DEFAULT 0; -- 1: the tables below hold what this version changed

-- One row for each engagement that the version added, changed or withdrew.
CREATE TABLE ChangedEngagement (
    Version           INTEGER NOT NULL,
    EngagementKey     INTEGER NOT NULL,
    Code              TEXT NOT NULL,
    Existed           INTEGER NOT NULL, -- 0: the version added it, and the other columns are empty
    Title             TEXT NULL,
    SearchTitle       TEXT NULL,
    Summary           TEXT NULL,
    StartDateKey      INTEGER NULL,
    EndDateKey        INTEGER NULL,
    YearKey           INTEGER NULL,
    EngagementTypeKey INTEGER NULL,
    PlaceKey          INTEGER NULL,
    Headcount         INTEGER NULL,
    AmountCents       INTEGER NULL,
    AmountRest        INTEGER NULL,
    Handling          TEXT NULL,
    ImportKey         INTEGER NULL,
    PRIMARY KEY (Version, Code)
);

CREATE INDEX IX_ChangedEngagement_Key ON ChangedEngagement (EngagementKey);

CREATE TABLE ChangedEngagementDomain (
    Version       INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    DomainKey     INTEGER NOT NULL,
    WeightParts   INTEGER NOT NULL,
    IsPrimary     INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, DomainKey)
) WITHOUT ROWID;

CREATE TABLE ChangedEngagementParticipant (
    Version         INTEGER NOT NULL,
    EngagementKey   INTEGER NOT NULL,
    LineNumber      INTEGER NOT NULL,
    ParticipantKey  INTEGER NOT NULL,
    OnBehalfOfKey   INTEGER NULL,
    OrganisationKey INTEGER NOT NULL,
    CountryCode     TEXT NOT NULL,
    Role            TEXT NOT NULL,
    Capacity        TEXT NULL,
    PRIMARY KEY (Version, EngagementKey, LineNumber)
) WITHOUT ROWID;

CREATE TABLE ChangedEngagementSource (
    Version       INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, SourceKey)
) WITHOUT ROWID;

CREATE TABLE ChangedEngagementText (
    Version       INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    Language      TEXT NOT NULL,
    Title         TEXT NULL,
    Summary       TEXT NULL,
    PRIMARY KEY (Version, EngagementKey, Language)
) WITHOUT ROWID;

-- One row for each attribute of a member that the version corrected.
CREATE TABLE ChangedMember (
    Version     INTEGER NOT NULL,
    Dimension   TEXT NOT NULL, -- domain, type, participant or source
    MemberKey   INTEGER NOT NULL,
    Attribute   TEXT NOT NULL, -- the column
    ValueBefore TEXT NULL,
    PRIMARY KEY (Version, Dimension, MemberKey, Attribute)
) WITHOUT ROWID;
