-- What an agreement undertakes, with its evidence: engagements, named by their codes so that they may come later, and dated assessments from 0 to 3
-- (decision 0063). The state of a commitment is derived and not stored. Twin of 0018-commitments.sqlite.sql; with the embedded engine the staging
-- tables are temporary.
CREATE TABLE EngagementCommitment (
    EngagementKey  int NOT NULL REFERENCES FactEngagement (EngagementKey),
    OrderNo        int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Wording        nvarchar(2000) NOT NULL,
    WordingEn      nvarchar(2000) NULL,
    WordingHi      nvarchar(2000) NULL,
    WordingHe      nvarchar(2000) NULL,
    DomainKey      int NOT NULL REFERENCES DimDomain (DomainKey),
    DueDateKey     int NOT NULL REFERENCES DimDate (DateKey),
    Target         nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    Unit           nvarchar(200) NULL,
    SourceKey      int NOT NULL REFERENCES DimSource (SourceKey),
    PRIMARY KEY (EngagementKey, Code)
);

CREATE TABLE CommitmentParty (
    EngagementKey  int NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParticipantKey int NOT NULL REFERENCES DimParticipant (ParticipantKey),
    PRIMARY KEY (EngagementKey, Code, ParticipantKey)
);

CREATE TABLE CommitmentEvidence (
    EngagementKey  int NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind           nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (EngagementKey, Code, TargetCode)
);

CREATE TABLE CommitmentAssessment (
    EngagementKey  int NOT NULL REFERENCES FactEngagement (EngagementKey),
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey        int NOT NULL REFERENCES DimDate (DateKey),
    SourceKey      int NOT NULL REFERENCES DimSource (SourceKey),
    Score          int NOT NULL,
    PRIMARY KEY (EngagementKey, Code, DateKey, SourceKey)
);

CREATE INDEX IX_CommitmentEvidence_Target ON CommitmentEvidence (TargetCode);

-- The same as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementCommitment (
    PastImportKey  int NOT NULL,
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
    PRIMARY KEY (PastImportKey, EngagementKey, Code)
);

CREATE TABLE PastCommitmentParty (
    PastImportKey  int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParticipantKey int NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, ParticipantKey)
);

CREATE TABLE PastCommitmentEvidence (
    PastImportKey  int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind           nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, TargetCode)
);

CREATE TABLE PastCommitmentAssessment (
    PastImportKey  int NOT NULL,
    EngagementKey  int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey        int NOT NULL,
    SourceKey      int NOT NULL,
    Score          int NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Code, DateKey, SourceKey)
);

CREATE TABLE StageCommitment (
    RecordNo       int NOT NULL,
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
    PRIMARY KEY (RecordNo, OrderNo)
);

CREATE TABLE StageCommitmentParty (
    RecordNo       int NOT NULL,
    LinkNo         int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParticipantKey int NOT NULL,
    PRIMARY KEY (RecordNo, LinkNo)
);

CREATE TABLE StageCommitmentEvidence (
    RecordNo       int NOT NULL,
    LinkNo         int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind           nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (RecordNo, LinkNo)
);

CREATE TABLE StageCommitmentAssessment (
    RecordNo       int NOT NULL,
    LinkNo         int NOT NULL,
    Code           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey        int NOT NULL,
    SourceKey      int NOT NULL,
    Score          int NOT NULL,
    PRIMARY KEY (RecordNo, LinkNo)
);
