-- Attributes of members as they were before the import PastImportKey changed them, so that undoing it brings them back.
-- Twin of 0010-past-members.sqlite.sql.
CREATE TABLE PastMember (
    PastImportKey int NOT NULL,
    Dimension     nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, -- domain, type, participant or source
    MemberKey     int NOT NULL,
    Attribute     nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, -- the column
    ValueBefore   nvarchar(2000) NULL,
    ValueAfter    nvarchar(2000) NULL,
    PRIMARY KEY (PastImportKey, Dimension, MemberKey, Attribute)
);
