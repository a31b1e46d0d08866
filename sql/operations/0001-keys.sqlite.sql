-- API keys. The secret itself is nowhere: only its keyed hash, whose key lies outside the database (docs/decisions/0017-api-keys.md).
-- Twin of 0001-keys.sqlserver.sql.
CREATE TABLE ApiKey (
    KeyId      TEXT NOT NULL PRIMARY KEY,  -- the part of the key that may be shown
    Name       TEXT NOT NULL,
    Roles      TEXT NOT NULL,              -- separated by commas
    Hash       TEXT NOT NULL,              -- HMAC-SHA256, hexadecimal
    CreatedAt  TEXT NOT NULL,              -- UTC
    CreatedBy  TEXT NOT NULL,
    ExpiresAt  TEXT NULL,                  -- UTC; null never
    LastUsedAt TEXT NULL,                  -- UTC; written at most once a minute
    RevokedAt  TEXT NULL                   -- UTC
) WITHOUT ROWID;
