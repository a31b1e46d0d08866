-- For compose.yaml: creates the database and the API's two logins, one for queries and one for writes. Sets their password from the environment again on
-- every run. sqlcmd reads the variable REPORTING_PASSWORD.
IF DB_ID(N'Reporting') IS NULL CREATE DATABASE Reporting;
GO
IF SUSER_ID(N'reporting_api') IS NULL CREATE LOGIN reporting_api WITH PASSWORD = N'$(REPORTING_PASSWORD)';
ELSE ALTER LOGIN reporting_api WITH PASSWORD = N'$(REPORTING_PASSWORD)';
GO
IF SUSER_ID(N'reporting_api_reader') IS NULL CREATE LOGIN reporting_api_reader WITH PASSWORD = N'$(REPORTING_PASSWORD)';
ELSE ALTER LOGIN reporting_api_reader WITH PASSWORD = N'$(REPORTING_PASSWORD)';
GO
