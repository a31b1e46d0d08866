-- The role that may migrate, for SQL Server and Azure SQL. Run it once in the empty database, as its owner, before the first 'reporting migrate'.
-- An engine without such permissions (Babelfish) needs the database's owner for 'reporting migrate' instead.
--   reporting_migrator  creates and changes tables, views and indexes of dbo and bi, and writes the rows that scripts bring; 'reporting copy' needs it too
IF DATABASE_PRINCIPAL_ID(N'reporting_migrator') IS NULL EXEC(N'CREATE ROLE reporting_migrator');
GO

-- Owned by dbo, as the tables are: then whoever may read a view of bi needs no right on the tables behind it.
IF SCHEMA_ID(N'bi') IS NULL EXEC(N'CREATE SCHEMA bi AUTHORIZATION dbo');
GO

-- What sql/extras/0002 would do, and finds done: changing a database is no right of the migrator. Nobody else may be connected.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;
GO

GRANT CREATE TABLE TO reporting_migrator;
GRANT CREATE VIEW TO reporting_migrator;
GRANT ALTER, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO reporting_migrator;
GRANT ALTER, SELECT ON SCHEMA::bi TO reporting_migrator;
GO
