-- Alerts: conditions that are checked after each import and by schedule. docs/alerts.md; docs/decisions/0064-alerts.md.
-- Twin of 0023-alerts.sqlite.sql.
CREATE TABLE Alert (
    AlertId        nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner          nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- the caller's name
    OwnerRoles     nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                  -- the caller's roles, JSON; null for the command line, which sees everything
    Definition     nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- JSON: condition, query, recipients, webhooks, schedule …
    State          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('active', 'paused')),
    NextCheck      datetime2(0) NULL,                  -- UTC, as all instants; null: after imports only
    CheckedVersion bigint NULL,                        -- the data version of the last check; null before the first
    CheckedAt      datetime2(0) NULL,
    Memory         nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                  -- JSON: what was told, what waits, and what the next check is compared with
    Worker         nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,                  -- of one claim alone
    LeaseUntil     datetime2(0) NULL,
    CreatedAt      datetime2(0) NOT NULL,
    ChangedAt      datetime2(0) NOT NULL,
    Changes        int NOT NULL                        -- grows with each check and each change; the number of a check
);
GO

CREATE INDEX IX_Alert_State ON Alert (State, NextCheck);
CREATE INDEX IX_Alert_Owner ON Alert (Owner);
GO

-- The history: one row for each check.
CREATE TABLE AlertCheck (
    AlertId     nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CheckNumber int NOT NULL,
    CheckedAt   datetime2(0) NOT NULL,
    DataVersion bigint NULL,
    Cause       nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (Cause IN ('import', 'schedule', 'hand')),
    Outcome     nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (Outcome IN ('first', 'not-met', 'sent', 'suppressed', 'failed')),
    Reason      nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,                     -- why it was suppressed or failed
    Content     nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                     -- JSON: what met the condition, as its owner saw it
    PRIMARY KEY (AlertId, CheckNumber)
);
GO

CREATE INDEX IX_AlertCheck_CheckedAt ON AlertCheck (CheckedAt);
GO

-- Messages of the outbox that are no mails of subscriptions. Their SubscriptionId is the id of what they belong to, such as an alert.
ALTER TABLE Delivery ADD Owner nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;   -- whose message it is; null: a mail of a subscription
ALTER TABLE Delivery ADD Target nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL; -- the address of a webhook; null: a mail to Recipient
ALTER TABLE Delivery ADD Content nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL; -- JSON: what the message says; null: a mail of a subscription
GO
