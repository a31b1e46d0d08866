-- The last two visits of a signed-in person to the first page, which shows what changed between them. docs/pages.md.
-- Twin of 0019-visits.sqlite.sql.
CREATE TABLE PageVisit (
    Person        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, -- the caller's name
    DataVersion   int NOT NULL,          -- that the visit saw
    VisitedAt     datetime2(0) NOT NULL, -- UTC
    BeforeVersion int NULL,              -- of the visit before; NULL for the first
    BeforeAt      datetime2(0) NULL
);
GO
