-- Sessions on the pages that were signed out: a copy of their cookie signs nobody in, in no process.
-- Twin of 0013-ended-sessions.sqlite.sql.
CREATE TABLE EndedSession (
    SessionHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- SHA-256 of the session's id, hexadecimal
    ExpiresAt   datetime2(0) NOT NULL               -- UTC: when its cookie does not hold any more anyway
);
GO
