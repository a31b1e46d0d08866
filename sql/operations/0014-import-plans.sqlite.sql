-- The version that a run is about to make, written before it is made: a run whose end could not be written (full disk, killed process) is told from the star.
-- Twin of 0014-import-plans.sqlserver.sql.
ALTER TABLE ImportRun ADD PlannedKey INTEGER NULL; -- of Import
ALTER TABLE ImportRun ADD PlannedHash TEXT NULL;   -- of the file; empty of an undoing
