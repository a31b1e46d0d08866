-- Imports that came over HTTP: those that are on, and those that ended, with the rows that were refused; docs/imports.md.
-- What was taken is in the star, in Import. Twin of 0003-imports.sqlserver.sql.
CREATE TABLE ImportRun (
    RunId        TEXT    NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner        TEXT    NOT NULL,              -- the caller's name
    Mapping      TEXT    NOT NULL,
    FileName     TEXT    NOT NULL,
    State        TEXT    NOT NULL CHECK (State IN ('running', 'taken', 'unchanged', 'refused')),
    StartedAt    TEXT    NOT NULL,              -- UTC, as all that follow
    SeenAt       TEXT    NOT NULL,              -- a run whose process fell silent is removed
    EndedAt      TEXT    NULL,
    RowsRead     INTEGER NOT NULL,
    Rejected     INTEGER NOT NULL,
    ImportKey    INTEGER NULL,                  -- of Import, where it made a version
    Result       TEXT    NULL,                  -- JSON
    ErrorCode    TEXT    NULL,
    ErrorMessage TEXT    NULL,
    ErrorHint    TEXT    NULL,
    KeptBytes    INTEGER NOT NULL               -- of the result and the refused rows
) WITHOUT ROWID;

CREATE INDEX IX_ImportRun_Ended ON ImportRun (EndedAt);
CREATE INDEX IX_ImportRun_ImportKey ON ImportRun (ImportKey);

CREATE TABLE ImportRejected (
    RunId   TEXT NOT NULL PRIMARY KEY,
    Content BLOB NOT NULL                       -- rejected.csv
);
