-- What an agreement undertakes, with its evidence: engagements, named by their codes so that they may come later, and dated assessments from 0 to 3
-- (decision 0063). The state of a commitment is derived and not stored. Twin of 0018-commitments.sqlserver.sql; here the staging
-- tables are temporary.
CREATE TABLE EngagementCommitment (
    EngagementKey  INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    OrderNo        INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    Wording        TEXT NOT NULL,
    WordingEn      TEXT,
    WordingHi      TEXT,
    WordingHe      TEXT,
    DomainKey      INTEGER NOT NULL REFERENCES DimDomain (DomainKey),
    DueDateKey     INTEGER NOT NULL REFERENCES DimDate (DateKey),
    Target         TEXT,
    Unit           TEXT,
    SourceKey      INTEGER NOT NULL REFERENCES DimSource (SourceKey),
    PRIMARY KEY (EngagementKey, Code)
) WITHOUT ROWID;

CREATE TABLE CommitmentParty (
    EngagementKey  INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           TEXT NOT NULL,
    ParticipantKey INTEGER NOT NULL REFERENCES DimParticipant (ParticipantKey),
    PRIMARY KEY (EngagementKey, Code, ParticipantKey)
) WITHOUT ROWID;

CREATE TABLE CommitmentEvidence (
    EngagementKey  INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           TEXT NOT NULL,
    TargetCode     TEXT NOT NULL,
    Kind           TEXT NOT NULL,
    PRIMARY KEY (EngagementKey, Code, TargetCode)
) WITHOUT ROWID;

CREATE TABLE CommitmentAssessment (
    EngagementKey  INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           TEXT NOT NULL,
    DateKey        INTEGER NOT NULL REFERENCES DimDate (DateKey),
    SourceKey      INTEGER NOT NULL REFERENCES DimSource (SourceKey),
    Score          INTEGER NOT NULL,
    PRIMARY KEY (EngagementKey, Code, DateKey, SourceKey)
) WITHOUT ROWID;

CREATE INDEX IX_CommitmentEvidence_Target ON CommitmentEvidence (TargetCode);

-- The same as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementCommitment (
    PastImportKey  INTEGER NOT NULL,
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
    PRIMARY KEY (PastImportKey, EngagementKey, Code)
) WITHOUT ROWID;

CREATE TABLE PastCommitmentParty (
    PastImportKey  INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    ParticipantKey INTEGER NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, ParticipantKey)
) WITHOUT ROWID;

CREATE TABLE PastCommitmentEvidence (
    PastImportKey  INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    TargetCode     TEXT NOT NULL,
    Kind           TEXT NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, TargetCode)
) WITHOUT ROWID;

CREATE TABLE PastCommitmentAssessment (
    PastImportKey  INTEGER NOT NULL,
    EngagementKey  INTEGER NOT NULL,
    Code           TEXT NOT NULL,
    DateKey        INTEGER NOT NULL,
    SourceKey      INTEGER NOT NULL,
    Score          INTEGER NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, DateKey, SourceKey)
) WITHOUT ROWID;
