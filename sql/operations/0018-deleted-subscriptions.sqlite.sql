-- Subscriptions that were deleted, so that their owners can restore them for some days. docs/mail.md.
-- Twin of 0018-deleted-subscriptions.sqlserver.sql.
CREATE TABLE DeletedSubscription (
    SubscriptionId TEXT NOT NULL PRIMARY KEY,
    Owner          TEXT NOT NULL,
    OwnerRoles     TEXT NULL,      -- as in Subscription
    Definition     TEXT NOT NULL,  -- as in Subscription
    State          TEXT NOT NULL,  -- before it was deleted
    CreatedAt      TEXT NOT NULL,  -- UTC
    OptedOut       TEXT NOT NULL,  -- JSON: the recipients that had opted out
    DeletedAt      TEXT NOT NULL   -- UTC
) WITHOUT ROWID;
