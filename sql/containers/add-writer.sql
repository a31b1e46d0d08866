-- For compose.yaml, after roles/reader-and-writer.sql: the API reads, imports and keeps its own tables, and cannot change a table's shape.
IF DATABASE_PRINCIPAL_ID(N'reporting_api') IS NULL CREATE USER reporting_api FOR LOGIN reporting_api;
GO
ALTER ROLE reporting_writer ADD MEMBER reporting_api;
GO
