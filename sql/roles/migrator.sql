-- The role for migrations, for SQL Server and Azure SQL. Run it once in the empty database, as its owner, before the first 'reporting migrate'.
-- An engine without such permissions (Babelfish) needs the database's owner for 'reporting migrate' instead.
--   reporting_migrator  creates and changes tables, views and indexes of dbo and bi, and writes the rows of the scripts. 'reporting copy' needs it too.
IF DATABASE_PRINCIPAL_ID(N'reporting_migrator') IS NULL EXEC(N'CREATE ROLE reporting_migrator');
GO

-- Owned by dbo, like the tables, so that readers of a bi view need no rights on its tables.
IF SCHEMA_ID(N'bi') IS NULL EXEC(N'CREATE SCHEMA bi AUTHORIZATION dbo');
GO

-- Does the work of sql/extras/0002, because the migrator may not change database settings. No other connection may be open.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;
GO

GRANT CREATE TABLE TO reporting_migrator;
GRANT CREATE VIEW TO reporting_migrator;
GRANT ALTER, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO reporting_migrator;
GRANT ALTER, SELECT ON SCHEMA::bi TO reporting_migrator;
GO
