-- Sessions on the pages that were signed out: a copy of their cookie signs nobody in, in no process.
-- Twin of 0013-ended-sessions.sqlserver.sql.
CREATE TABLE EndedSession (
    SessionHash TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of the session's id, hexadecimal
    ExpiresAt   TEXT NOT NULL               -- UTC: when its cookie does not hold any more anyway
) WITHOUT ROWID;
