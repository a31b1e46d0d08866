-- needs: row-versions
-- alone
-- Readers see the last committed state and do not wait for an import, nor an import for them. No transaction may hold it, and nobody else may be
-- connected: with NO_WAIT it gives up at once instead of waiting for them, or ending their work.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;
