-- What is said when a job's file is taken: its marking in a header, what it is made of in the audit trail.
-- Twin of 0010-export-files.sqlite.sql.
ALTER TABLE ExportJob ADD Handling nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL; -- code of the highest marking
GO

ALTER TABLE ExportJob ADD DataVersion bigint NULL;
GO

ALTER TABLE ExportJob ADD FileRows bigint NULL; -- how many rows it shows
GO
