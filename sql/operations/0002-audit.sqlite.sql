-- The audit trail: who asked, exported, imported, mailed or changed what. Rows are added and never touched again.
-- Twin of 0002-audit.sqlserver.sql. Its meaning: docs/access.md.

CREATE TABLE AuditEntry (
    AuditKey    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    At          TEXT    NOT NULL,               -- UTC; of several, the first
    Caller      TEXT    NOT NULL,
    Roles       TEXT    NOT NULL,
    Action      TEXT    NOT NULL,               -- question, export, import, mail, change, administer
    Subject     TEXT    NOT NULL,               -- method and path, or command
    Question    TEXT    NULL,                   -- parameters, without secrets
    DataVersion INTEGER NULL,
    AnswerRows  INTEGER NULL,
    Outcome     TEXT    NOT NULL,               -- answered, refused, failed
    Status      INTEGER NULL,                   -- of HTTP
    Times       INTEGER NOT NULL                -- equal questions of one moment are one row
);

CREATE INDEX IX_AuditEntry_At ON AuditEntry (At, AuditKey);
CREATE INDEX IX_AuditEntry_Caller ON AuditEntry (Caller, AuditKey);

CREATE TRIGGER AuditEntry_NoUpdate BEFORE UPDATE ON AuditEntry BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
CREATE TRIGGER AuditEntry_NoDelete BEFORE DELETE ON AuditEntry BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
