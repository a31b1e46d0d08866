-- Whether an engagement of a question bears a marking is read from this index alone: what questions filter the fact by stands in it.
-- Twin of 0008-marking-index.sqlite.sql.
DROP INDEX IX_FactEngagement_Handling ON FactEngagement;
CREATE INDEX IX_FactEngagement_Handling ON FactEngagement (Handling, YearKey, StartDateKey, EngagementTypeKey, PlaceKey);
