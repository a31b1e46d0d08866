using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Problems;
using SQLitePCL;

namespace Reporting.Warehouse.Connections;

/// <summary>The file of an embedded database: whether it is usable, and whether it is still the file that was opened.</summary>
/// <param name="setting">The setting that names it.</param>
/// <param name="path">The full path.</param>
internal sealed class SqliteFile(string setting, string path) : IDisposable
{
    // SQLITE_FCNTL_HAS_MOVED of sqlite3.h: was the file moved or deleted after it was opened?
    private const int HasMoved = 20;

    private SqliteConnection? _held;
    private bool _hasLog;

    /// <summary>Bytes of the write-ahead log.</summary>
    public long LogBytes => new FileInfo(Log) is { Exists: true } log ? log.Length : 0;

    private string Log => path + "-wal";

    /// <summary>Keeps the file open, so that its deletion or replacement is noticed.</summary>
    public void Hold(SqliteConnection connection)
    {
        connection.Execute("SELECT COUNT(*) FROM sqlite_master");
        _hasLog = File.Exists(Log);
        _held = connection;
    }

    /// <summary>Throws <see cref="DatabaseReplacedException"/> when the path no longer leads to the opened file.</summary>
    public void EnsureInPlace()
    {
        if (_held is not null && !IsInPlace())
        {
            throw new DatabaseReplacedException(setting);
        }
    }

    /// <summary>Null for a readable and writable file, and for a file that does not exist yet. Problems: <c>database-damaged</c>, <c>database-away</c>, <c>disk-full</c>.</summary>
    public async Task<Problem?> CheckAsync(Func<Task<DbConnection>> open)
    {
        if (Directory.Exists(path))
        {
            return Away("is a folder.", "Name a file.");
        }

        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            await using var connection = await open();
            foreach (var table in await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"))
            {
                await connection.ExecuteAsync($"""SELECT 1 FROM "{table}" LIMIT 1""");
            }

            return null;
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode switch
            {
                raw.SQLITE_NOTADB => Damaged("is not a database."),
                raw.SQLITE_CORRUPT => Damaged($"is damaged: {e.Message}"),
                raw.SQLITE_FULL => new Problem(ErrorCodes.DiskFull, $"{setting}: the disk of the database {path} is full.", "Free disk space there, or name a file on another disk."),
                raw.SQLITE_READONLY => Away("may not be written.", "Let the program's user write the file and its folder."),
                raw.SQLITE_CANTOPEN => Away("cannot be opened.", "Let the program's user read and write the file and its folder."),
                _ => Away($"cannot be used: {e.Message}", "See docs/operations.md#when-it-does-not-start."),
            };
        }
    }

    public void Dispose()
    {
        _held?.Dispose();
        _held = null;
    }

    private bool IsInPlace()
    {
        // Commits that were only in the log are lost with it.
        if (_hasLog && !File.Exists(Log))
        {
            return false;
        }

        var moved = 0;
        try
        {
            // Some systems cannot tell. The file then counts as in place.
            return _held?.Handle is not { } handle || FileControl(handle, "main", HasMoved, ref moved) != raw.SQLITE_OK || moved == 0;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private Problem Damaged(string how) => new(
        ErrorCodes.DatabaseDamaged, $"{setting}: the database {path} {how}", "Restore its backup (docs/operations.md#backup), or name another file.");

    private Problem Away(string how, string hint) => new(ErrorCodes.DatabaseAway, $"{setting}: the database {path} {how}", hint);

    // The driver's own library does not offer this function.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int FileControl(sqlite3 database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int operation, ref int answer);
}

/// <summary>The file of the embedded database was deleted or replaced while it was open.</summary>
internal sealed class DatabaseReplacedException(string setting) : DbException($"{setting}: the file of the database was deleted or replaced while the program ran.");
