-- What an engagement has to do with another: it implements, follows up, amends, replaces, cancels or prepares it (decision 0061). The other is named by its
-- code, so that it may come later. Twin of 0017-relations.sqlite.sql; with the embedded engine the staging table is temporary.
CREATE TABLE EngagementRelation (
    EngagementKey int NOT NULL REFERENCES FactEngagement (EngagementKey),
    Kind          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey       int NOT NULL REFERENCES DimDate (DateKey),
    SourceKey     int NOT NULL REFERENCES DimSource (SourceKey),
    PRIMARY KEY (EngagementKey, Kind, TargetCode)
);

CREATE INDEX IX_EngagementRelation_Target ON EngagementRelation (TargetCode, Kind);

-- The relations as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementRelation (
    PastImportKey int NOT NULL,
    EngagementKey int NOT NULL,
    Kind          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey       int NOT NULL,
    SourceKey     int NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Kind, TargetCode)
);

CREATE TABLE StageRelation (
    RecordNo   int NOT NULL,
    RelationNo int NOT NULL,
    Kind       nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TargetCode nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DateKey    int NOT NULL,
    SourceKey  int NOT NULL,
    PRIMARY KEY (RecordNo, RelationNo)
);
