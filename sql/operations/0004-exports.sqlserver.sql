-- Export jobs: files made in the background. A process takes a job for as long as its lease; docs/exports.md.
-- Twin of 0004-exports.sqlite.sql.
CREATE TABLE ExportJob (
    ExportId     nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, -- random: 32 hexadecimal digits
    Owner        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,            -- the caller's name
    Roles        nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,            -- the caller's roles, JSON: the job sees what its owner sees when it runs
    Report       nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Format       nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Section      nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    Parameters   nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,            -- JSON, name=value pairs
    State        nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('queued', 'running', 'done', 'failed')),
    Progress     int NOT NULL,                                                      -- only grows
    RowsDone     bigint NOT NULL,
    RowsInAll    bigint NULL,                                                       -- known when the file is begun
    CreatedAt    datetime2(0) NOT NULL,                                             -- UTC, as all that follow
    StartedAt    datetime2(0) NULL,
    EndedAt      datetime2(0) NULL,
    ExpiresAt    datetime2(0) NULL,
    Worker       nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,                -- the process that works on it
    LeaseUntil   datetime2(0) NULL,                                                 -- after that another may take it
    Attempts     int NOT NULL,
    StoredAs     nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,                -- name in the folder of exports
    FileName     nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    ContentType  nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    Bytes        bigint NULL,
    Tag          nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    ErrorCode    nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    ErrorMessage nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
    ErrorHint    nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL
);
GO

CREATE INDEX IX_ExportJob_State ON ExportJob (State, CreatedAt);
CREATE INDEX IX_ExportJob_Owner ON ExportJob (Owner, CreatedAt);
GO
