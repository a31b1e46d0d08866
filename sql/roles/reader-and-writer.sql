-- Two roles with the minimal rights for the product. Run it in the warehouse database, as its owner, after 'reporting migrate' and after every migration
-- that adds a table. It may run repeatedly. Then: ALTER ROLE reporting_reader ADD MEMBER somebody;
--   reporting_reader  reads the star and the views of bi: for queries, and for tools that connect directly
--   reporting_writer  reads and writes the star and the service's own tables: for 'reporting serve' and 'reporting import'
-- Neither role can create or change tables. Both may take locks with sp_getapplock, like every login. For migrations see migrator.sql.
IF DATABASE_PRINCIPAL_ID(N'reporting_reader') IS NULL EXEC(N'CREATE ROLE reporting_reader');
IF DATABASE_PRINCIPAL_ID(N'reporting_writer') IS NULL EXEC(N'CREATE ROLE reporting_writer');
GO

GRANT SELECT ON dbo.DimDate TO reporting_reader;
GRANT SELECT ON dbo.DimCountry TO reporting_reader;
GRANT SELECT ON dbo.DimDomain TO reporting_reader;
GRANT SELECT ON dbo.DimParticipant TO reporting_reader;
GRANT SELECT ON dbo.DimEngagementType TO reporting_reader;
GRANT SELECT ON dbo.DimPlace TO reporting_reader;
GRANT SELECT ON dbo.DimSource TO reporting_reader;
GRANT SELECT ON dbo.DimHandling TO reporting_reader;
GRANT SELECT ON dbo.Import TO reporting_reader;
GRANT SELECT ON dbo.FactEngagement TO reporting_reader;
GRANT SELECT ON dbo.BridgeEngagementDomain TO reporting_reader;
GRANT SELECT ON dbo.BridgeEngagementParticipant TO reporting_reader;
GRANT SELECT ON dbo.BridgeEngagementSource TO reporting_reader;
GRANT SELECT ON dbo.EngagementText TO reporting_reader;
GRANT SELECT ON SCHEMA::bi TO reporting_reader;
GO

-- The migration journals are only read (by 'migrate --status' and 'copy').
IF OBJECT_ID(N'SchemaMigration', N'U') IS NOT NULL EXEC(N'GRANT SELECT ON dbo.SchemaMigration TO reporting_writer');
IF OBJECT_ID(N'OperationsMigration', N'U') IS NOT NULL EXEC(N'GRANT SELECT ON dbo.OperationsMigration TO reporting_writer');
IF OBJECT_ID(N'ExtraMigration', N'U') IS NOT NULL EXEC(N'GRANT SELECT ON dbo.ExtraMigration TO reporting_writer');
GRANT SELECT ON SCHEMA::bi TO reporting_writer;
GO

-- Rows are added to the audit trail and read, but never changed.
IF OBJECT_ID(N'AuditEntry', N'U') IS NOT NULL EXEC(N'GRANT SELECT, INSERT ON dbo.AuditEntry TO reporting_writer');
GO

-- All other tables of dbo belong to the star or to the service.
DECLARE @table nvarchar(200), @grant nvarchar(1000);
DECLARE tables CURSOR LOCAL FOR
    SELECT t.name FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id
    WHERE s.name = N'dbo' AND LOWER(t.name) NOT IN (N'schemamigration', N'operationsmigration', N'extramigration', N'auditentry');
OPEN tables;
FETCH NEXT FROM tables INTO @table;
WHILE @@FETCH_STATUS = 0
BEGIN
    SET @grant = N'GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.[' + @table + N'] TO reporting_writer';
    EXEC(@grant);
    FETCH NEXT FROM tables INTO @table;
END;
CLOSE tables;
DEALLOCATE tables;
GO
