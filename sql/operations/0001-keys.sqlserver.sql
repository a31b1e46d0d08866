-- API keys. The secret itself is nowhere: only its keyed hash, whose key lies outside the database (docs/decisions/0017-api-keys.md).
-- Twin of 0001-keys.sqlite.sql.
CREATE TABLE ApiKey (
    KeyId      nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- the part of the key that may be shown
    Name       nvarchar(200) NOT NULL,
    Roles      nvarchar(1000) NOT NULL,    -- separated by commas
    Hash       nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- HMAC-SHA256, hexadecimal
    CreatedAt  datetime2(0) NOT NULL,      -- UTC
    CreatedBy  nvarchar(200) NOT NULL,
    ExpiresAt  datetime2(0) NULL,          -- UTC; null never
    LastUsedAt datetime2(0) NULL,          -- UTC; written at most once a minute
    RevokedAt  datetime2(0) NULL           -- UTC
);
