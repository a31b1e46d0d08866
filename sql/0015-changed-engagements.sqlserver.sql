-- What each version changed: engagements and members as they were before it. Rows are only added, so that the state of any version can be told.
-- Twin of 0015-changed-engagements.sqlite.sql.
ALTER TABLE Import ADD KeepsChanges int NOT NULL DEFAULT 0; -- 1: the tables below hold what this version changed
GO

-- One row for each engagement that the version added, changed or withdrew.
CREATE TABLE ChangedEngagement (
    Version           int NOT NULL,
    EngagementKey     int NOT NULL,
    Code              nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Existed           int NOT NULL, -- 0: the version added it, and the other columns are empty
    Title             nvarchar(1000) NULL,
    SearchTitle       nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    Summary           nvarchar(max) NULL,
    StartDateKey      int NULL,
    EndDateKey        int NULL,
    YearKey           int NULL,
    EngagementTypeKey int NULL,
    PlaceKey          int NULL,
    Headcount         int NULL,
    AmountCents       bigint NULL,
    AmountRest        int NULL,
    Handling          nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    ImportKey         int NULL,
    PRIMARY KEY (Version, Code)
);

CREATE INDEX IX_ChangedEngagement_Key ON ChangedEngagement (EngagementKey);

CREATE TABLE ChangedEngagementDomain (
    Version       int NOT NULL,
    EngagementKey int NOT NULL,
    DomainKey     int NOT NULL,
    WeightParts   int NOT NULL,
    IsPrimary     bit NOT NULL,
    PRIMARY KEY (Version, EngagementKey, DomainKey)
);

CREATE TABLE ChangedEngagementParticipant (
    Version         int NOT NULL,
    EngagementKey   int NOT NULL,
    LineNumber      int NOT NULL,
    ParticipantKey  int NOT NULL,
    OnBehalfOfKey   int NULL,
    OrganisationKey int NOT NULL,
    CountryCode     nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Role            nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Capacity        nvarchar(400) NULL,
    PRIMARY KEY (Version, EngagementKey, LineNumber)
);

CREATE TABLE ChangedEngagementSource (
    Version       int NOT NULL,
    EngagementKey int NOT NULL,
    SourceKey     int NOT NULL,
    PRIMARY KEY (Version, EngagementKey, SourceKey)
);

CREATE TABLE ChangedEngagementText (
    Version       int NOT NULL,
    EngagementKey int NOT NULL,
    Language      nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title         nvarchar(1000) NULL,
    Summary       nvarchar(max) NULL,
    PRIMARY KEY (Version, EngagementKey, Language)
);

-- One row for each attribute of a member that the version corrected.
CREATE TABLE ChangedMember (
    Version     int NOT NULL,
    Dimension   nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, -- domain, type, participant or source
    MemberKey   int NOT NULL,
    Attribute   nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, -- the column
    ValueBefore nvarchar(2000) NULL,
    PRIMARY KEY (Version, Dimension, MemberKey, Attribute)
);
