using Dapper;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>Copies embedded databases by the backup interface of SQLite, while others read and write them.</summary>
internal static class DatabaseCopy
{
    /// <summary>Copies what the connection sees: with an open transaction one state, even if an import goes on. The target is on disk when it returns.</summary>
    public static void Make(SqliteConnection from, string path)
    {
        using var to = Open(path, SqliteOpenMode.ReadWriteCreate);
        to.Execute("PRAGMA synchronous = FULL");
        from.BackupDatabase(to);
    }

    /// <summary>Copies the present state of a file.</summary>
    public static void Make(string from, string path)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        Make(source, path);
    }

    /// <summary>Makes one file of a copy, without a log beside it, and reads all its pages. Returns the first damage; null for a whole database.</summary>
    public static string? Finish(string path)
    {
        using var copy = Open(path, SqliteOpenMode.ReadWrite);
        copy.Execute("PRAGMA journal_mode = DELETE");
        return copy.ExecuteScalar<string>("PRAGMA quick_check(1)") is "ok" ? null : "SQLite finds damage in it.";
    }

    /// <summary>
    /// True while another connection has the database open. Otherwise its log is moved into the file. A damaged database counts as not in use, since it
    /// has to be replaced.
    /// </summary>
    public static bool IsInUse(string path)
    {
        try
        {
            using var own = Open(path, SqliteOpenMode.ReadWrite);
            // Only the sole connection can leave the write-ahead log.
            own.Execute("PRAGMA locking_mode = EXCLUSIVE");
            return own.ExecuteScalar<string>("PRAGMA journal_mode = DELETE") != "delete";
        }
        catch (SqliteException e) when (SqliteEngine.IsBusy(e))
        {
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        connection.Open();
        return connection;
    }
}
