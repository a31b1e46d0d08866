-- Titles and summaries of engagements by language. A text without a row here is the one of FactEngagement, in whatever language it was imported.
-- Twin of 0013-texts-by-language.sqlite.sql; with the embedded engine the staging table is temporary.
CREATE TABLE EngagementText (
    EngagementKey int NOT NULL REFERENCES FactEngagement (EngagementKey),
    Language      nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL, -- ISO 639-1
    Title         nvarchar(1000) NULL,
    Summary       nvarchar(max) NULL,
    PRIMARY KEY (EngagementKey, Language)
);

-- The texts as they were before the import PastImportKey changed or retired their engagement.
CREATE TABLE PastEngagementText (
    PastImportKey int NOT NULL,
    EngagementKey int NOT NULL,
    Language      nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title         nvarchar(1000) NULL,
    Summary       nvarchar(max) NULL,
    PRIMARY KEY (PastImportKey, EngagementKey, Language)
);

CREATE TABLE StageText (
    RecordNo int NOT NULL,
    Language nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title    nvarchar(1000) NULL,
    Summary  nvarchar(max) NULL,
    PRIMARY KEY (RecordNo, Language)
);
