-- For compose.yaml: the database, and the logins of the API, by which it asks and by which it writes, with the password of the environment, also when that
-- has changed. sqlcmd reads the variable REPORTING_PASSWORD by itself.
IF DB_ID(N'Reporting') IS NULL CREATE DATABASE Reporting;
GO
IF SUSER_ID(N'reporting_api') IS NULL CREATE LOGIN reporting_api WITH PASSWORD = N'$(REPORTING_PASSWORD)';
ELSE ALTER LOGIN reporting_api WITH PASSWORD = N'$(REPORTING_PASSWORD)';
GO
IF SUSER_ID(N'reporting_api_reader') IS NULL CREATE LOGIN reporting_api_reader WITH PASSWORD = N'$(REPORTING_PASSWORD)';
ELSE ALTER LOGIN reporting_api_reader WITH PASSWORD = N'$(REPORTING_PASSWORD)';
GO
