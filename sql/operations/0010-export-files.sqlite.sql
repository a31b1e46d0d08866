-- What is said when a job's file is taken: its marking in a header, what it is made of in the audit trail.
-- Twin of 0010-export-files.sqlserver.sql.
ALTER TABLE ExportJob ADD Handling TEXT NULL;        -- code of the highest marking
ALTER TABLE ExportJob ADD DataVersion INTEGER NULL;
ALTER TABLE ExportJob ADD FileRows INTEGER NULL;     -- how many rows it shows
