-- Imports that came over HTTP: those that are on, and those that ended, with the rows that were refused; docs/imports.md.
-- What was taken is in the star, in Import. Twin of 0003-imports.sqlite.sql.
CREATE TABLE ImportRun (
    RunId        nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, -- random: 32 hexadecimal digits
    Owner        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,            -- the caller's name
    Mapping      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    FileName     nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    State        nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('running', 'taken', 'unchanged', 'refused')),
    StartedAt    datetime2(0) NOT NULL,                                             -- UTC, as all that follow
    SeenAt       datetime2(0) NOT NULL,                                             -- a run whose process fell silent is removed
    EndedAt      datetime2(0) NULL,
    RowsRead     int NOT NULL,
    Rejected     int NOT NULL,
    ImportKey    int NULL,                                                          -- of Import, where it made a version
    Result       nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                -- JSON
    ErrorCode    nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    ErrorMessage nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
    ErrorHint    nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
    KeptBytes    bigint NOT NULL                                                    -- of the result and the refused rows
);
GO

CREATE INDEX IX_ImportRun_Ended ON ImportRun (EndedAt);
CREATE INDEX IX_ImportRun_ImportKey ON ImportRun (ImportKey);

CREATE TABLE ImportRejected (
    RunId   nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    Content varbinary(max) NOT NULL                                                 -- rejected.csv
);
GO
