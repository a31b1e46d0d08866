-- Titles and summaries of engagements by language. A text without a row here is the one of FactEngagement, in whatever language it was imported.
-- Twin of 0013-texts-by-language.sqlserver.sql.
CREATE TABLE EngagementText (
    EngagementKey INTEGER NOT NULL REFERENCES FactEngagement (EngagementKey),
    Language      TEXT    NOT NULL, -- ISO 639-1
    Title         TEXT    NULL,
    Summary       TEXT    NULL,
    PRIMARY KEY (EngagementKey, Language)
) WITHOUT ROWID;

-- The texts as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementText (
    PastImportKey INTEGER NOT NULL,
    EngagementKey INTEGER NOT NULL,
    Language      TEXT    NOT NULL,
    Title         TEXT    NULL,
    Summary       TEXT    NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Language)
) WITHOUT ROWID;
