-- Whether an engagement of a question bears a marking is read from this index alone: what questions filter the fact by stands in it.
-- Twin of 0008-marking-index.sqlserver.sql.
DROP INDEX IX_FactEngagement_Handling;
CREATE INDEX IX_FactEngagement_Handling ON FactEngagement (Handling, YearKey, StartDateKey, EngagementTypeKey, PlaceKey);

-- What was known of the indexes that 0007 and this script dropped went with them; a server sees to it itself.
PRAGMA analysis_limit = 1000;
ANALYZE main;
PRAGMA analysis_limit = 0;
