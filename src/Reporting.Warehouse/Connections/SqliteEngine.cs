using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;
using SQLitePCL;

namespace Reporting.Warehouse.Connections;

/// <summary>The embedded engine: one file, write-ahead log, one writer at a time. Readers never wait.</summary>
public sealed class SqliteEngine : IWarehouseEngine, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Updates the planner's statistics. A sample is exact enough.</summary>
    public const string Statistics = "PRAGMA analysis_limit = 1000; ANALYZE main; PRAGMA analysis_limit = 0;";

    // Large sorts spill to a file and are sorted by a second thread: in memory they are slower and unbounded.
    // The pages of all idle connections stay in memory, and the system keeps the file's pages, too. Each sort may hold as much again, several times.
    private const string ReadPragmas = "PRAGMA cache_size = -4000; PRAGMA threads = 2;";

    // A read that goes through a table once gains nothing from cached pages.
    private const string SnapshotPragmas = "PRAGMA cache_size = -1000; PRAGMA threads = 2;";

    // SQLite waits briefly in finer steps than the driver. The driver then waits up to its timeout. Neither wait can be cancelled.
    private const string WritePragmas = "PRAGMA busy_timeout = 250; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 8388608;";

    // With a write-ahead log, NORMAL loses the last commits in a power failure.
    private const string DurablePragmas = WritePragmas + " PRAGMA synchronous = FULL;";

    private readonly string _read;
    private readonly string _write;
    private readonly string? _path;
    private readonly SqliteFile? _file;
    private readonly long _maxTemporaryBytes;

    public SqliteEngine(WarehouseOptions options, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = options.CommandTimeoutSeconds,
        };
        var inMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:";
        if (!inMemory && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            _path = builder.DataSource = Path.GetFullPath(builder.DataSource, Path.GetFullPath(contentRoot));
            _file = new SqliteFile(options.Source, _path);
        }

        _maxTemporaryBytes = options.MaxTemporaryBytes;
        _write = builder.ConnectionString;
        builder.Mode = inMemory ? builder.Mode : SqliteOpenMode.ReadOnly;
        _read = builder.ConnectionString;
    }

    private string Unpooled => new SqliteConnectionStringBuilder(_write) { Pooling = false }.ConnectionString;

    public WarehouseProvider Provider => WarehouseProvider.Sqlite;

    public string ScriptSuffix => "sqlite";

    public bool IsAbsent => _path is not null && !System.IO.File.Exists(_path);

    public string? Folder => Path.GetDirectoryName(_path);

    /// <summary>The full path of the file. Null for a database in memory.</summary>
    internal string? File => _path;

    public string CreateMigrationTable(string table) => $"""
        CREATE TABLE IF NOT EXISTS {table} (
            Script    TEXT NOT NULL PRIMARY KEY,
            Hash      TEXT NOT NULL,
            AppliedAt TEXT NOT NULL
        ) WITHOUT ROWID;
        """;

    public string CountTable(string table) => $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";

    public string Claim(string table, string key, string set, string where, string order) =>
        $"UPDATE {table} SET {set} WHERE {key} IN (SELECT {key} FROM {table} WHERE {where} ORDER BY {order} LIMIT @Max) RETURNING {key}";

    public string FirstRows(string count) => $"LIMIT {count}";

    public Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken) =>
        IsAbsent ? OpenWriteAsync(cancellationToken) : OpenAsync(_read, ReadPragmas, cancellationToken);

    public Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken) => OpenWriteAsync(WritePragmas, cancellationToken);

    public Task<DbConnection> OpenDurableAsync(CancellationToken cancellationToken) => OpenWriteAsync(DurablePragmas, cancellationToken);

    public async Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken, bool keepsPages = false)
    {
        var connection = keepsPages ? await OpenReadAsync(cancellationToken) : await OpenAsync(_read, SnapshotPragmas, cancellationToken);
        // Ends with the connection.
        ((SqliteConnection)connection).BeginTransaction(deferred: true);
        return connection;
    }

    // Each connection to a database in memory has a database of its own.
    public Task<IReadOnlyList<DbConnection>> OpenSnapshotsAsync(int most, CancellationToken cancellationToken) =>
        SqliteSnapshots.OpenAsync(_path is null ? 1 : most, () => OpenAsync(_read, SnapshotPragmas, cancellationToken));

    public IDisposable StopOn(DbConnection connection, CancellationToken cancellationToken) => new StatementWatch((StoppableConnection)connection, _maxTemporaryBytes, cancellationToken);

    public void BeginStep(DbConnection connection) => ((StoppableConnection)connection).BeginStep();

    public void EndStep(DbConnection connection) => ((StoppableConnection)connection).EndStep();

    public Task<string?> UnavailableReasonAsync(DbConnection connection, string extra, CancellationToken cancellationToken) => Task.FromResult<string?>("the embedded engine has no extras");

    public Task<string?> RunOutsideTransactionAsync(string script, CancellationToken cancellationToken) => throw new NotSupportedException("The embedded engine has no extras.");

    public async Task<DbTransaction> BeginExclusiveAsync(DbConnection connection, string name, TimeSpan wait, CancellationToken cancellationToken)
    {
        var sqlite = (SqliteConnection)connection;
        var usual = sqlite.DefaultTimeout;
        var waited = Stopwatch.StartNew();
        // A short timeout for each try: the driver's own wait blocks a thread and cannot be cancelled.
        sqlite.DefaultTimeout = 1;
        try
        {
            while (true)
            {
                try
                {
                    return sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false);
                }
                catch (SqliteException busy) when (IsBusy(busy))
                {
                    if (waited.Elapsed > wait)
                    {
                        throw new TimeoutException($"Another process has been writing to the warehouse for {wait.TotalSeconds:0} s.", busy);
                    }
                }

                await Task.Delay(50, cancellationToken);
            }
        }
        finally
        {
            sqlite.DefaultTimeout = usual;
        }
    }

    /// <summary>True if another connection holds the database or the table.</summary>
    internal static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    public IReadOnlyList<string> Batches(string script) => [script];

    public object Timestamp(DateTimeOffset instant) => Instants.Iso(instant);

    public DateTimeOffset ReadTimestamp(object value) =>
        Instants.Parse((string)value);

    public long ReadWhole(DbDataReader reader, int ordinal)
    {
        var row = ((SqliteDataReader)reader).Handle!;
        return raw.sqlite3_column_type(row, ordinal) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(row, ordinal) : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
    }

    public bool TryReadUtf8(DbDataReader reader, int ordinal, out ReadOnlySpan<byte> text)
    {
        text = raw.sqlite3_column_blob(((SqliteDataReader)reader).Handle!, ordinal);
        return true;
    }

    public BulkReader BulkReader(DbCommand command, IReadOnlyList<string> columns) => new SqliteBulkReader(command, columns);

    public string Ordinal(string text) => text;

    public void Bind(DbParameter parameter, object? value) => parameter.Value = value ?? DBNull.Value;

    public async Task<Problem?> CheckAsync(CancellationToken cancellationToken) => _file is null ? null : await _file.CheckAsync(() => OpenWriteAsync(cancellationToken));

    public async Task HoldAsync(CancellationToken cancellationToken) =>
        _file?.Hold((SqliteConnection)await OpenAsync(Unpooled, WritePragmas, cancellationToken));

    public void EnsureInPlace() => _file?.EnsureInPlace();

    public async Task EmptyLogAsync(long leave)
    {
        if (_file?.LogBytes > leave)
        {
            // A pooled connection whose transaction hit a full disk keeps failing until it is closed.
            await using (var idle = new SqliteConnection(_write))
            {
                SqliteConnection.ClearPool(idle);
            }

            await using var connection = await OpenAsync(Unpooled, WritePragmas, CancellationToken.None);
            await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// <summary>Closes idle connections.</summary>
    public void ClearPools()
    {
        foreach (var text in new[] { _read, _write })
        {
            using var pooled = new SqliteConnection(text);
            SqliteConnection.ClearPool(pooled);
        }
    }

    public void Dispose() => _file?.Dispose();

    private Task<DbConnection> OpenWriteAsync(string pragmas, CancellationToken cancellationToken)
    {
        EnsureInPlace();
        if (Folder is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return OpenAsync(_write, pragmas, cancellationToken);
    }

    private async Task<DbConnection> OpenAsync(string connectionString, string pragmas, CancellationToken cancellationToken)
    {
        EnsureInPlace();
        var connection = new StoppableConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            BitAtFunction.AddTo(connection);
            CountCommonFunction.AddTo(connection);
            SetOfFunction.AddTo(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
