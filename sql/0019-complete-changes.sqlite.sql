-- What the history of changes lacked for the whole state of a version: relations, commitments, the time of import, and which members a version added (decision 0062).
-- From here on Import.KeepsChanges is 2 for a version that kept all of it. Twin of 0019-complete-changes.sqlserver.sql.
ALTER TABLE ChangedEngagement ADD ImportedAt TEXT NULL;

CREATE TABLE ChangedEngagementRelation (
    Version       INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    Kind          TEXT NOT NULL,
    TargetCode    TEXT NOT NULL,
    DateKey       INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Kind, TargetCode)
) WITHOUT ROWID;

-- The relations of earlier versions, as far as undo keeps them.
INSERT INTO ChangedEngagementRelation (Version, EngagementKey, Kind, TargetCode, DateKey, SourceKey)
SELECT p.PastImportKey, p.EngagementKey, p.Kind, p.TargetCode, p.DateKey, p.SourceKey
FROM PastEngagementRelation p JOIN ChangedEngagement c ON c.Version = p.PastImportKey AND c.EngagementKey = p.EngagementKey AND c.Existed = 1;

-- One row for each member that a version added.
CREATE TABLE AddedMember (
    Version   INTEGER NOT NULL,
    Dimension TEXT NOT NULL, -- the table
    MemberKey INTEGER NOT NULL,
    PRIMARY KEY (Version, Dimension, MemberKey)
) WITHOUT ROWID;

-- Commitments as they were before the version.
CREATE TABLE ChangedEngagementCommitment (
    Version        INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    OrderNo        INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    Wording        TEXT NOT NULL,
    WordingEn      TEXT,
    WordingHi      TEXT,
    WordingHe      TEXT,
    DomainKey      INTEGER NOT NULL,
    DueDateKey     INTEGER NOT NULL,
    Target         TEXT,
    Unit           TEXT,
    SourceKey      INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code)
) WITHOUT ROWID;

CREATE TABLE ChangedCommitmentParty (
    Version        INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    ParticipantKey INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, ParticipantKey)
) WITHOUT ROWID;

CREATE TABLE ChangedCommitmentEvidence (
    Version        INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    TargetCode     TEXT NOT NULL,
    Kind           TEXT NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, TargetCode)
) WITHOUT ROWID;

CREATE TABLE ChangedCommitmentAssessment (
    Version        INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    DateKey        INTEGER NOT NULL,
    SourceKey      INTEGER NOT NULL,
    Score          INTEGER NOT NULL,
    PRIMARY KEY (Version, EngagementKey, Code, DateKey, SourceKey)
) WITHOUT ROWID;
