-- Editions: data and definitions frozen under a name. An edition is visible once it has a row here. docs/editions.md.
-- Twin of 0020-editions.sqlite.sql.
CREATE TABLE Edition (
    EditionId     nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, -- never used again, so rows stay
    IsFinal       int NOT NULL,           -- 0: preliminary
    Note          nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Maker         nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL, -- the caller's name
    MadeAt        datetime2(0) NOT NULL,  -- UTC
    DataVersion   bigint NOT NULL,
    DataAsOf      datetime2(0) NULL,      -- NULL: data without an import
    Engagements   bigint NOT NULL,
    Bytes         bigint NOT NULL,
    Tables        nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, -- JSON: rows and checksum of each table
    Reports       nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, -- JSON: SHA-256 of each shipped report
    WithdrawnAt   datetime2(0) NULL,
    WithdrawnBy   nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    WithdrawnNote nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    DeletedAt     datetime2(0) NULL,      -- the data are gone
    DeletedBy     nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    DeletedNote   nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL
);
GO
