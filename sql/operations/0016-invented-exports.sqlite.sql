-- The stored file of a job says in a header that its data are invented, as it says their marking.
-- Twin of 0016-invented-exports.sqlserver.sql.
ALTER TABLE ExportJob ADD IsInvented INTEGER NOT NULL DEFAULT 0;
