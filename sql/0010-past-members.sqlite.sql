-- Attributes of members as they were before the import PastImportKey changed them, so that undoing it brings them back.
-- Twin of 0010-past-members.sqlserver.sql.
CREATE TABLE PastMember (
    PastImportKey INTEGER NOT NULL,
    Dimension     TEXT NOT NULL, -- domain, type, participant or source
    MemberKey     INTEGER NOT NULL,
    Attribute     TEXT NOT NULL, -- the column
    ValueBefore   TEXT NULL,
    ValueAfter    TEXT NULL,
    PRIMARY KEY (PastImportKey, Dimension, MemberKey, Attribute)
) WITHOUT ROWID;
