-- Scheduled mail: subscriptions, the outbox, and what was rendered for it. docs/mail.md; docs/decisions/0029-outbox.md.
-- Twin of 0005-mail.sqlite.sql.
CREATE TABLE Subscription (
    SubscriptionId nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    Owner          nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- the caller's name
    OwnerRoles     nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                  -- the caller's roles, JSON; null for the command line, which sees everything
    Definition     nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- JSON: report, parameters, recipients, schedule …
    State          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('active', 'paused', 'ended')),
    PlannedUntil   datetime2(0) NOT NULL,              -- UTC, as all that follow: occurrences until then are in the outbox
    NextDue        datetime2(0) NULL,                  -- null: none any more
    CreatedAt      datetime2(0) NOT NULL,
    ChangedAt      datetime2(0) NOT NULL,
    Changes        int NOT NULL            -- grows with each change: who plans sees whether somebody was faster
);
GO

CREATE INDEX IX_Subscription_NextDue ON Subscription (State, NextDue);
GO

-- Who wants no more of a subscription's mail.
CREATE TABLE SubscriptionOptOut (
    SubscriptionId nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Recipient      nvarchar(254) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OptedOutAt     datetime2(0) NOT NULL,
    PRIMARY KEY (SubscriptionId, Recipient)
);
GO

-- The outbox: one row for each copy. The key (subscription, occurrence, recipient) is what makes "once" true.
CREATE TABLE Delivery (
    DeliveryId     nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- random: 32 hexadecimal digits
    SubscriptionId nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Occurrence     nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- wall clock of the schedule, 2026-03-29T02:30; run … by hand; notice … to the owner
    Recipient      nvarchar(254) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- an address in lower case
    Kind           nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (Kind IN ('to', 'cc', 'bcc', 'notice')),
    Due            datetime2(0) NOT NULL,              -- UTC, as all instants
    State          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('waiting', 'sending', 'handing-over', 'delivered', 'refused', 'failed', 'ambiguous', 'skipped', 'cancelled')),
    NotBefore      datetime2(0) NOT NULL,              -- of the next attempt
    Attempts       int NOT NULL,
    Worker         nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,                  -- of one claim alone
    LeaseUntil     datetime2(0) NULL,
    MessageId      nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- the same in every attempt
    Prepared       nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,                  -- of PreparedMail
    Note           nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,                  -- beside the reason: occurrences it stands for, what a notice says
    Reason         nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,                  -- of the last attempt: the relay's answer, or what went wrong
    CreatedAt      datetime2(0) NOT NULL,
    EndedAt        datetime2(0) NULL,
    UNIQUE (SubscriptionId, Occurrence, Recipient)
);
GO

CREATE INDEX IX_Delivery_State ON Delivery (State, NotBefore);
CREATE INDEX IX_Delivery_Due ON Delivery (SubscriptionId, Due);
GO

-- A report as it is mailed, rendered once for all copies due at one time with the same parameters, language and row scope.
CREATE TABLE PreparedMail (
    PreparedId     nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,  -- SHA-256 of what it is made of, hexadecimal
    GroupKey       nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- the same without the time
    State          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (State IN ('making', 'ready', 'broken')),
    Worker         nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    LeaseUntil     datetime2(0) NULL,
    Content        nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,                  -- JSON: the figures inline, the files, or what is wrong
    Fingerprint    nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,                  -- of all figures, without the data version
    ExpiresAt      datetime2(0) NULL                   -- of its files
);
GO
