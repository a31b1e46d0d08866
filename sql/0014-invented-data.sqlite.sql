-- An import says whether its data are invented. While one of them counts, every answer and file says so.
-- Twin of 0014-invented-data.sqlserver.sql.
ALTER TABLE Import ADD IsInvented INTEGER NOT NULL DEFAULT 0; -- 1: written by 'reporting demo generate'
UPDATE Import SET IsInvented = 1 WHERE Mapping = 'demo' AND FileName LIKE 'demo --engagements %';
CREATE INDEX IX_Import_Invented ON Import (IsInvented, ImportKey);
