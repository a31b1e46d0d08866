-- Reports that callers keep: a definition as in reports/*.yml, for its owner or for named roles. docs/reports.md.
-- Twin of 0017-saved-reports.sqlite.sql.
CREATE TABLE SavedReport (
    ReportId   nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- saved_ and ten random letters; no shipped report has such an id
    Owner      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- the caller's name
    Roles      nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- JSON: the roles with which it is shared; [] for none
    Definition nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- YAML, as it was written
    CreatedAt  datetime2(0) NOT NULL,              -- UTC
    ChangedAt  datetime2(0) NOT NULL,
    Changes    int NOT NULL            -- grows with each change; the ETag
);
GO

CREATE INDEX IX_SavedReport_Owner ON SavedReport (Owner);
GO
