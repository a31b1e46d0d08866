-- For compose.yaml, after roles/reader-and-writer.sql. The API queries as a reader. It imports and keeps its own tables as a writer, which cannot change tables.
IF DATABASE_PRINCIPAL_ID(N'reporting_api') IS NULL CREATE USER reporting_api FOR LOGIN reporting_api;
GO
ALTER ROLE reporting_writer ADD MEMBER reporting_api;
GO
IF DATABASE_PRINCIPAL_ID(N'reporting_api_reader') IS NULL CREATE USER reporting_api_reader FOR LOGIN reporting_api_reader;
GO
ALTER ROLE reporting_reader ADD MEMBER reporting_api_reader;
GO
