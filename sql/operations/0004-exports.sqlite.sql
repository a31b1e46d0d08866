-- Export jobs: files made in the background. A process takes a job for as long as its lease; docs/exports.md.
-- Twin of 0004-exports.sqlserver.sql.
CREATE TABLE ExportJob (
    ExportId     TEXT    NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner        TEXT    NOT NULL,              -- the caller's name
    Roles        TEXT    NOT NULL,              -- the caller's roles, JSON: the job sees what its owner sees when it runs
    Report       TEXT    NOT NULL,
    Format       TEXT    NOT NULL,
    Section      TEXT    NULL,
    Parameters   TEXT    NOT NULL,              -- JSON, name=value pairs
    State        TEXT    NOT NULL CHECK (State IN ('queued', 'running', 'done', 'failed')),
    Progress     INTEGER NOT NULL,              -- only grows
    RowsDone     INTEGER NOT NULL,
    RowsInAll    INTEGER NULL,                  -- known when the file is begun
    CreatedAt    TEXT    NOT NULL,              -- UTC, as all that follow
    StartedAt    TEXT    NULL,
    EndedAt      TEXT    NULL,
    ExpiresAt    TEXT    NULL,
    Worker       TEXT    NULL,                  -- the process that works on it
    LeaseUntil   TEXT    NULL,                  -- after that another may take it
    Attempts     INTEGER NOT NULL,
    StoredAs     TEXT    NULL,                  -- name in the folder of exports
    FileName     TEXT    NULL,
    ContentType  TEXT    NULL,
    Bytes        INTEGER NULL,
    Tag          TEXT    NULL,
    ErrorCode    TEXT    NULL,
    ErrorMessage TEXT    NULL,
    ErrorHint    TEXT    NULL
) WITHOUT ROWID;

CREATE INDEX IX_ExportJob_State ON ExportJob (State, CreatedAt);
CREATE INDEX IX_ExportJob_Owner ON ExportJob (Owner, CreatedAt);
