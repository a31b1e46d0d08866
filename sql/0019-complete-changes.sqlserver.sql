-- What the history of changes lacked for the whole state of a version: relations, commitments, the time of import, and which members a version added (decision 0062).
-- From here on Import.KeepsChanges is 2 for a version that kept all of it. Twin of 0019-complete-changes.sqlite.sql.
ALTER TABLE ChangedEngagement ADD ImportedAt datetime2(0) NULL;
GO

CREATE TABLE ChangedEngagementRelation (
    Version       int NOT NULL,
    EngagementKey int NOT NULL,
    Kind          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey       int NOT NULL,
    SourceKey     int NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Kind, TargetCode)
);
GO

-- The relations of earlier versions, as far as undo keeps them.
INSERT INTO ChangedEngagementRelation (Version, EngagementKey, Kind, TargetCode, DateKey, SourceKey)
SELECT p.PastImportKey, p.EngagementKey, p.Kind, p.TargetCode, p.DateKey, p.SourceKey
FROM PastEngagementRelation p JOIN ChangedEngagement c ON c.Version = p.PastImportKey AND c.EngagementKey = p.EngagementKey AND c.Existed = 1;

-- One row for each member that a version added.
CREATE TABLE AddedMember (
    Version   int NOT NULL,
    Dimension nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL, -- the table
    MemberKey int NOT NULL,
    PRIMARY KEY (Version, Dimension, MemberKey)
);

-- Commitments as they were before the version.
CREATE TABLE ChangedEngagementCommitment (
    Version        int NOT NULL,
    EngagementKey  int NOT NULL,
    OrderNo        int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Wording        nvarchar(2000) NOT NULL,
    WordingEn      nvarchar(2000) NULL,
    WordingHi      nvarchar(2000) NULL,
    WordingHe      nvarchar(2000) NULL,
    DomainKey      int NOT NULL,
    DueDateKey     int NOT NULL,
    Target         nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    Unit           nvarchar(200) NULL,
    SourceKey      int NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code)
);

CREATE TABLE ChangedCommitmentParty (
    Version        int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParticipantKey int NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, ParticipantKey)
);

CREATE TABLE ChangedCommitmentEvidence (
    Version        int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind           nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, TargetCode)
);

CREATE TABLE ChangedCommitmentAssessment (
    Version        int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey        int NOT NULL,
    SourceKey      int NOT NULL,
    Score          int NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, DateKey, SourceKey)
);
