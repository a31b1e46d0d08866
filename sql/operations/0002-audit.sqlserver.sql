-- The audit trail: who asked, exported, imported, mailed or changed what. Rows are added and never touched again.
-- Twin of 0002-audit.sqlite.sql. Its meaning: docs/access.md.

CREATE TABLE AuditEntry (
    AuditKey    bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY,
    At          datetime2(0) NOT NULL,               -- UTC; of several, the first
    Caller      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Roles       nvarchar(400) NOT NULL,
    Action      nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,               -- question, export, import, mail, change, administer
    Subject     nvarchar(400) NOT NULL,               -- method and path, or command
    Question    nvarchar(2000) NULL,                   -- parameters, without secrets
    DataVersion bigint NULL,
    AnswerRows  bigint NULL,
    Outcome     nvarchar(40) NOT NULL,               -- answered, refused, failed
    Status      int NULL,                   -- of HTTP
    Times       int NOT NULL                -- equal questions of one moment are one row
);

CREATE INDEX IX_AuditEntry_At ON AuditEntry (At, AuditKey);
CREATE INDEX IX_AuditEntry_Caller ON AuditEntry (Caller, AuditKey);
GO
CREATE TRIGGER AuditEntry_AppendOnly ON AuditEntry INSTEAD OF UPDATE, DELETE AS
    THROW 50001, N'The audit trail is append-only.', 1;
