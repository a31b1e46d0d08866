-- What an engagement has to do with another: it implements, follows up, amends, replaces, cancels or prepares it (decision 0061). The other is named by its
-- code, so that it may come later. Twin of 0017-relations.sqlserver.sql; here the staging table is temporary.
CREATE TABLE EngagementRelation (
    EngagementKey INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    Kind          TEXT NOT NULL,
    TargetCode    TEXT NOT NULL,
    DateKey       INTEGER NOT NULL REFERENCES DimDate (DateKey),
    SourceKey     INTEGER NOT NULL REFERENCES DimSource (SourceKey),
    PRIMARY KEY (EngagementKey, Kind, TargetCode)
) WITHOUT ROWID;

CREATE INDEX IX_EngagementRelation_Target ON EngagementRelation (TargetCode, Kind);

-- The relations as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementRelation (
    PastImportKey INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    Kind          TEXT NOT NULL,
    TargetCode    TEXT NOT NULL,
    DateKey       INTEGER NOT NULL,
    SourceKey     INTEGER NOT NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Kind, TargetCode)
) WITHOUT ROWID;
