-- The last two visits of a signed-in person to the first page, which shows what changed between them. docs/pages.md.
-- Twin of 0019-visits.sqlserver.sql.
CREATE TABLE PageVisit (
    Person        TEXT NOT NULL PRIMARY KEY, -- the caller's name
    DataVersion   INTEGER NOT NULL,          -- that the visit saw
    VisitedAt     TEXT NOT NULL,             -- UTC
    BeforeVersion INTEGER NULL,              -- of the visit before; NULL for the first
    BeforeAt      TEXT NULL
) WITHOUT ROWID;
