-- Editions: data and definitions frozen under a name. An edition is visible once it has a row here. docs/editions.md.
-- Twin of 0020-editions.sqlserver.sql.
CREATE TABLE Edition (
    EditionId     TEXT NOT NULL PRIMARY KEY, -- never used again, so rows stay
    IsFinal       INTEGER NOT NULL,          -- 0: preliminary
    Note          TEXT NOT NULL,
    Maker         TEXT NOT NULL,             -- the caller's name
    MadeAt        TEXT NOT NULL,             -- UTC
    DataVersion   INTEGER NOT NULL,
    DataAsOf      TEXT NULL,                 -- NULL: data without an import
    Engagements   INTEGER NOT NULL,
    Bytes         INTEGER NOT NULL,
    Tables        TEXT NOT NULL,             -- JSON: rows and checksum of each table
    Reports       TEXT NOT NULL,             -- JSON: SHA-256 of each shipped report
    WithdrawnAt   TEXT NULL,
    WithdrawnBy   TEXT NULL,
    WithdrawnNote TEXT NULL,
    DeletedAt     TEXT NULL,                 -- the data are gone
    DeletedBy     TEXT NULL,
    DeletedNote   TEXT NULL
) WITHOUT ROWID;
