-- Subscriptions that were deleted, so that their owners can restore them for some days. docs/mail.md.
-- Twin of 0018-deleted-subscriptions.sqlite.sql.
CREATE TABLE DeletedSubscription (
    SubscriptionId nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    Owner          nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OwnerRoles     nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,      -- as in Subscription
    Definition     nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- as in Subscription
    State          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,   -- before it was deleted
    CreatedAt      datetime2(0) NOT NULL,                                   -- UTC
    OptedOut       nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,  -- JSON: the recipients that had opted out
    DeletedAt      datetime2(0) NOT NULL                                    -- UTC
);
GO
