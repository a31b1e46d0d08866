// Longer than 250 lines: all differences of a server in opening and filling a database.
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>SQL Server and compatible engines. Uses only what all of them support: no MERGE, and no reliance on lock hints.</summary>
public sealed partial class SqlServerEngine(WarehouseOptions options) : IWarehouseEngine
{
    // Other connections are open, so the database's state cannot be changed. SQL Server reports this with either number.
    private const int OthersConnected = 5070;
    private const int NotExclusive = 5061;

    // Some compatible engines count each lock wait that timed out and stop the server at the fifth. A caught error resets that count.
    private const string TryLock = """
        DECLARE @Got int;
        EXEC @Got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 500;
        IF @Got < 0
        BEGIN
            BEGIN TRY
                THROW 50002, N'Another process holds the lock.', 1;
            END TRY
            BEGIN CATCH
            END CATCH
        END
        SELECT @Got;
        """;

    private readonly string _write = Complete(options, options.ConnectionString).ConnectionString;
    private readonly string _read = ForReading(options);

    // Sets the type of Dapper's parameters, as ParameterType does for other statements.
    static SqlServerEngine() => SqlMapper.AddTypeMap(typeof(DateTime), DbType.DateTime2);

    public WarehouseProvider Provider => WarehouseProvider.SqlServer;

    public string ScriptSuffix => "sqlserver";

    public bool IsAbsent => false;

    public string? Folder => null;

    public Task<Problem?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<Problem?>(null);

    public Task HoldAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void EnsureInPlace()
    {
        // A server protects its own files.
    }

    public Task EmptyLogAsync(long leave) => Task.CompletedTask;

    public string CreateMigrationTable(string table) => $"""
        IF OBJECT_ID(N'{table}', N'U') IS NULL
        CREATE TABLE {table} (
            Script    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
            Hash      nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
            AppliedAt datetime2(0) NOT NULL
        );
        """;

    public string CountTable(string table) => $"SELECT CASE WHEN OBJECT_ID(N'{table}', N'U') IS NULL THEN 0 ELSE 1 END";

    public string Claim(string table, string key, string set, string where, string order) =>
        $"UPDATE TOP (@Max) {table} SET {set} OUTPUT inserted.{key} WHERE {where}";

    public string FirstRows(string count) => $"OFFSET 0 ROWS FETCH NEXT {count} ROWS ONLY";

    public async Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken) => new ReadingConnection(await OpenAsync(_read, cancellationToken));

    public async Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken) => await OpenAsync(_write, cancellationToken);

    // A server's commit is on disk, unless an administrator configured the database otherwise.
    public Task<DbConnection> OpenDurableAsync(CancellationToken cancellationToken) => OpenWriteAsync(cancellationToken);

    public async Task<string?> UnavailableReasonAsync(DbConnection connection, string extra, CancellationToken cancellationToken) =>
        (await connection.QuerySingleAsync<SqlServerExtras>(new CommandDefinition(SqlServerExtras.Sql, cancellationToken: cancellationToken))).UnavailableReason(extra);

    public async Task<string?> RunOutsideTransactionAsync(string script, CancellationToken cancellationToken)
    {
        // The script needs exclusive access, so idle pooled connections are closed first.
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(_write) { Pooling = false }.ConnectionString);
        SqlConnection.ClearAllPools();
        await connection.OpenAsync(cancellationToken);
        try
        {
            foreach (var batch in Batches(script))
            {
                await connection.ExecuteAsync(new CommandDefinition(batch, cancellationToken: cancellationToken));
            }

            return null;
        }
        catch (SqlException others) when (others.Number is OthersConnected or NotExclusive)
        {
            return "other processes are connected to the database: stop the API processes and migrate again";
        }
    }

    public Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken, bool keepsPages = false) => OpenReadAsync(cancellationToken);

    // Two connections could see two states: snapshot isolation is not on everywhere.
    public async Task<IReadOnlyList<DbConnection>> OpenSnapshotsAsync(int most, CancellationToken cancellationToken) => [await OpenSnapshotAsync(cancellationToken)];

    // The driver itself stops statements: on the token of each call, and after the command timeout.
    public IDisposable StopOn(DbConnection connection, CancellationToken cancellationToken) => NothingToStop.Instance;

    public void BeginStep(DbConnection connection)
    {
    }

    public void EndStep(DbConnection connection)
    {
    }

    public async Task<DbTransaction> BeginExclusiveAsync(DbConnection connection, string name, TimeSpan wait, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            // Short tries: some compatible engines cannot interrupt a longer wait.
            var waited = Stopwatch.StartNew();
            while (!await TryLockAsync(connection, transaction, name, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (waited.Elapsed > wait)
                {
                    throw new TimeoutException($"Another process has been writing to the warehouse for {wait.TotalSeconds:0} s.");
                }
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> TryLockAsync(DbConnection connection, DbTransaction transaction, string name, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<int>(new CommandDefinition(TryLock, new { name }, transaction, cancellationToken: cancellationToken)) >= 0;

    public IReadOnlyList<string> Batches(string script) =>
        [.. Go().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch))];

    public object Timestamp(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    public DateTimeOffset ReadTimestamp(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

    public long ReadWhole(DbDataReader reader, int ordinal)
    {
        var type = reader.GetFieldType(ordinal);
        return type == typeof(int) ? reader.GetInt32(ordinal) : type == typeof(long) ? reader.GetInt64(ordinal) : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
    }

    public bool TryReadUtf8(DbDataReader reader, int ordinal, out ReadOnlySpan<byte> text)
    {
        text = default;
        return false;
    }

    public BulkReader BulkReader(DbCommand command, IReadOnlyList<string> columns) => new DriverBulkReader(command);

    public string Ordinal(string text) => $"{text} COLLATE Latin1_General_100_BIN2";

    // The statement is sent as text, not prepared: every compatible engine runs that, and a server finds its plan by the text.
    public void Bind(DbParameter parameter, object? value)
    {
        ParameterType.Declare(parameter, value);
        parameter.Value = value ?? DBNull.Value;
    }

    // Values in the connection string take precedence. A pool that blocks after a failed try would stay closed for up to a minute.
    private static SqlConnectionStringBuilder Complete(WarehouseOptions options, string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { CommandTimeout = options.CommandTimeoutSeconds };
        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "Reporting";
        }

        // The default of servers. With the driver's own 8,000, version 6.1 misreads long texts that some compatible engines send.
        if (!builder.ShouldSerialize("Packet Size"))
        {
            builder.PacketSize = 4096;
        }

        if (!builder.ShouldSerialize("Pool Blocking Period"))
        {
            builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        }

        return builder;
    }

    private static string ForReading(WarehouseOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ReadConnectionString))
        {
            return Complete(options, options.ConnectionString).ConnectionString;
        }

        var builder = Complete(options, options.ReadConnectionString);
        if (!builder.ShouldSerialize("Application Intent"))
        {
            builder.ApplicationIntent = ApplicationIntent.ReadOnly;
        }

        return builder.ConnectionString;
    }

    private static async Task<SqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString) { RetryLogicProvider = SqlServerRetry.Connections };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (connection.ConnectionTimeout > 0)
        {
            // The driver tries queued connections one after the other, each for this long. Limit the wait of the last one as well.
            timeout.CancelAfter(TimeSpan.FromSeconds(connection.ConnectionTimeout));
        }

        try
        {
            await connection.OpenAsync(timeout.Token);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseUnavailableException(e);
            }

            // A timeout here means that the server is unreachable or that its connections are used up.
            if (e is InvalidOperationException or SqlException { Number: DatabaseProblem.ClientTimeout })
            {
                throw new DatabaseUnavailableException(e);
            }

            throw;
        }
    }

    [GeneratedRegex(@"^[ \t]*GO[ \t]*;?[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Go();

    private sealed class NothingToStop : IDisposable
    {
        public static readonly NothingToStop Instance = new();

        public void Dispose()
        {
        }
    }
}
