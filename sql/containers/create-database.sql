-- For compose.yaml: the database, and the login of the API with the password of the environment. sqlcmd reads the variable REPORTING_PASSWORD by itself.
IF DB_ID(N'Reporting') IS NULL CREATE DATABASE Reporting;
GO
IF SUSER_ID(N'reporting_api') IS NULL CREATE LOGIN reporting_api WITH PASSWORD = N'$(REPORTING_PASSWORD)';
GO
