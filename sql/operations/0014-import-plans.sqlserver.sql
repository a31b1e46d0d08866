-- The version that a run is about to make, written before it is made: a run whose end could not be written (full disk, killed process) is told from the star.
-- Twin of 0014-import-plans.sqlite.sql.
ALTER TABLE ImportRun ADD PlannedKey int NULL; -- of Import
GO

ALTER TABLE ImportRun ADD PlannedHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL; -- of the file; empty of an undoing
GO
