-- Reports that callers keep: a definition as in reports/*.yml, for its owner or for named roles. docs/reports.md.
-- Twin of 0017-saved-reports.sqlserver.sql.
CREATE TABLE SavedReport (
    ReportId   TEXT NOT NULL PRIMARY KEY,  -- saved_ and ten random letters; no shipped report has such an id
    Owner      TEXT NOT NULL,              -- the caller's name
    Roles      TEXT NOT NULL,              -- JSON: the roles with which it is shared; [] for none
    Definition TEXT NOT NULL,              -- YAML, as it was written
    CreatedAt  TEXT NOT NULL,              -- UTC
    ChangedAt  TEXT NOT NULL,
    Changes    INTEGER NOT NULL            -- grows with each change; the ETag
) WITHOUT ROWID;

CREATE INDEX IX_SavedReport_Owner ON SavedReport (Owner);
