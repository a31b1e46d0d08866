-- POST requests that were sent with an Idempotency-Key, and what was answered. Rows go a day after they were made. docs/clients.md.
-- Twin of 0024-idempotency-and-events.sqlserver.sql.
CREATE TABLE IdempotentRequest (
    Caller      TEXT    NOT NULL, -- the caller's name
    KeyHash     TEXT    NOT NULL, -- SHA-256 of the key
    RequestHash TEXT    NULL,     -- SHA-256 of the address and the body; NULL while the request runs, as what follows
    Status      INTEGER NULL,     -- of the response
    Answer      TEXT    NULL,     -- the response, encrypted: it may contain the text of a new API key
    CreatedAt   TEXT    NOT NULL, -- UTC
    PRIMARY KEY (Caller, KeyHash)
) WITHOUT ROWID;

-- What each receiver of events was told last (Events:Receivers).
CREATE TABLE EventReceiver (
    AddressHash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the address
    Told        TEXT NOT NULL,             -- JSON: the data version, and the editions with their states
    NextAt      TEXT NOT NULL              -- UTC: no process sends before this time
) WITHOUT ROWID;
