-- POST requests that were sent with an Idempotency-Key, and what was answered. Rows go a day after they were made. docs/clients.md.
-- Twin of 0024-idempotency-and-events.sqlite.sql.
CREATE TABLE IdempotentRequest (
    Caller      nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL, -- the caller's name
    KeyHash     nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- SHA-256 of the key
    RequestHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,      -- SHA-256 of the address and the body; NULL while the request runs, as what follows
    Status      int NULL,                                               -- of the response
    Answer      nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,     -- the response, encrypted: it may contain the text of a new API key
    CreatedAt   datetime2(0) NOT NULL,                                  -- UTC
    PRIMARY KEY (Caller, KeyHash)
);

-- What each receiver of events was told last (Events:Receivers).
CREATE TABLE EventReceiver (
    AddressHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, -- SHA-256 of the address
    Told        nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,            -- JSON: the data version, and the editions with their states
    NextAt      datetime2(0) NOT NULL                                              -- UTC: no process sends before this time
);
GO
