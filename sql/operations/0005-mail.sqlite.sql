-- Scheduled mail: subscriptions, the outbox, and what was rendered for it. docs/mail.md; docs/decisions/0029-outbox.md.
-- Twin of 0005-mail.sqlserver.sql.
CREATE TABLE Subscription (
    SubscriptionId TEXT NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner          TEXT NOT NULL,              -- the caller's name
    OwnerRoles     TEXT NULL,                  -- the caller's roles, JSON; null for the command line, which sees everything
    Definition     TEXT NOT NULL,              -- JSON: report, parameters, recipients, schedule …
    State          TEXT NOT NULL CHECK (State IN ('active', 'paused', 'ended')),
    PlannedUntil   TEXT NOT NULL,              -- UTC, as all that follow: occurrences until then are in the outbox
    NextDue        TEXT NULL,                  -- null: none any more
    CreatedAt      TEXT NOT NULL,
    ChangedAt      TEXT NOT NULL,
    Changes        INTEGER NOT NULL            -- grows with each change: who plans sees whether somebody was faster
) WITHOUT ROWID;

CREATE INDEX IX_Subscription_NextDue ON Subscription (State, NextDue);

-- Who wants no more of a subscription's mail.
CREATE TABLE SubscriptionOptOut (
    SubscriptionId TEXT NOT NULL,
    Recipient      TEXT NOT NULL,
    OptedOutAt     TEXT NOT NULL,
    PRIMARY KEY (SubscriptionId, Recipient)
) WITHOUT ROWID;

-- The outbox: one row for each copy. The key (subscription, occurrence, recipient) is what makes "once" true.
CREATE TABLE Delivery (
    DeliveryId     TEXT NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    SubscriptionId TEXT NOT NULL,
    Occurrence     TEXT NOT NULL,              -- wall clock of the schedule, 2026-03-29T02:30; run … by hand; notice … to the owner
    Recipient      TEXT NOT NULL,              -- an address in lower case
    Kind           TEXT NOT NULL CHECK (Kind IN ('to', 'cc', 'bcc', 'notice')),
    Due            TEXT NOT NULL,              -- UTC, as all instants
    State          TEXT NOT NULL CHECK (State IN ('waiting', 'sending', 'handing-over', 'delivered', 'refused', 'failed', 'ambiguous', 'skipped', 'cancelled')),
    NotBefore      TEXT NOT NULL,              -- of the next attempt
    Attempts       INTEGER NOT NULL,
    Worker         TEXT NULL,                  -- of one claim alone
    LeaseUntil     TEXT NULL,
    MessageId      TEXT NOT NULL,              -- the same in every attempt
    Prepared       TEXT NULL,                  -- of PreparedMail
    Note           TEXT NULL,                  -- beside the reason: occurrences it stands for, what a notice says
    Reason         TEXT NULL,                  -- of the last attempt: the relay's answer, or what went wrong
    CreatedAt      TEXT NOT NULL,
    EndedAt        TEXT NULL,
    UNIQUE (SubscriptionId, Occurrence, Recipient)
) WITHOUT ROWID;

CREATE INDEX IX_Delivery_State ON Delivery (State, NotBefore);
CREATE INDEX IX_Delivery_Due ON Delivery (SubscriptionId, Due);

-- A report as it is mailed, rendered once for all copies due at one time with the same parameters, language and row scope.
CREATE TABLE PreparedMail (
    PreparedId     TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of what it is made of, hexadecimal
    GroupKey       TEXT NOT NULL,              -- the same without the time
    State          TEXT NOT NULL CHECK (State IN ('making', 'ready', 'broken')),
    Worker         TEXT NULL,
    LeaseUntil     TEXT NULL,
    Content        TEXT NULL,                  -- JSON: the figures inline, the files, or what is wrong
    Fingerprint    TEXT NULL,                  -- of all figures, without the data version
    ExpiresAt      TEXT NULL                   -- of its files
) WITHOUT ROWID;
