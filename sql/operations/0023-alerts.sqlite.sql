-- Alerts: conditions that are checked after each import and by schedule. docs/alerts.md; docs/decisions/0064-alerts.md.
-- Twin of 0023-alerts.sqlserver.sql.
CREATE TABLE Alert (
    AlertId        TEXT NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner          TEXT NOT NULL,              -- the caller's name
    OwnerRoles     TEXT NULL,                  -- the caller's roles, JSON; null for the command line, which sees everything
    Definition     TEXT NOT NULL,              -- JSON: condition, query, recipients, webhooks, schedule …
    State          TEXT NOT NULL CHECK (State IN ('active', 'paused')),
    NextCheck      TEXT NULL,                  -- UTC, as all instants; null: after imports only
    CheckedVersion INTEGER NULL,               -- the data version of the last check; null before the first
    CheckedAt      TEXT NULL,
    Memory         TEXT NULL,                  -- JSON: what was told, what waits, and what the next check is compared with
    Worker         TEXT NULL,                  -- of one claim alone
    LeaseUntil     TEXT NULL,
    CreatedAt      TEXT NOT NULL,
    ChangedAt      TEXT NOT NULL,
    Changes        INTEGER NOT NULL            -- grows with each check and each change; the number of a check
) WITHOUT ROWID;

CREATE INDEX IX_Alert_State ON Alert (State, NextCheck);
CREATE INDEX IX_Alert_Owner ON Alert (Owner);

-- The history: one row for each check.
CREATE TABLE AlertCheck (
    AlertId     TEXT NOT NULL,
    CheckNumber INTEGER NOT NULL,
    CheckedAt   TEXT NOT NULL,
    DataVersion INTEGER NULL,
    Cause       TEXT NOT NULL CHECK (Cause IN ('import', 'schedule', 'hand')),
    Outcome     TEXT NOT NULL CHECK (Outcome IN ('first', 'not-met', 'sent', 'suppressed', 'failed')),
    Reason      TEXT NULL,                     -- why it was suppressed or failed
    Content     TEXT NULL,                     -- JSON: what met the condition, as its owner saw it
    PRIMARY KEY (AlertId, CheckNumber)
) WITHOUT ROWID;

CREATE INDEX IX_AlertCheck_CheckedAt ON AlertCheck (CheckedAt);

-- Messages of the outbox that are no mails of subscriptions. Their SubscriptionId is the id of what they belong to, such as an alert.
ALTER TABLE Delivery ADD Owner TEXT NULL;   -- whose message it is; null: a mail of a subscription
ALTER TABLE Delivery ADD Target TEXT NULL;  -- the address of a webhook; null: a mail to Recipient
ALTER TABLE Delivery ADD Content TEXT NULL; -- JSON: what the message says; null: a mail of a subscription
