// Long: all that differs on a server when a database is opened and filled.
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>SQL Server and its family; only what all of them run (no MERGE, no lock hints relied on).</summary>
public sealed partial class SqlServerEngine(WarehouseOptions options) : IWarehouseEngine
{
    // Others are connected: the state of the database cannot be changed. The two numbers are of the two ways to say so.
    private const int OthersConnected = 5070;
    private const int NotExclusive = 5061;

    // Some engines of the family keep a note of each wait that ended in vain, and end the server at the fifth: an error that is caught clears them.
    private const string TryLock = """
        DECLARE @Got int;
        EXEC @Got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 500;
        IF @Got < 0
        BEGIN
            BEGIN TRY
                THROW 50002, N'Somebody else has it.', 1;
            END TRY
            BEGIN CATCH
            END CATCH
        END
        SELECT @Got;
        """;

    private readonly string _write = Complete(options, options.ConnectionString).ConnectionString;
    private readonly string _read = ForReading(options);

    // As ParameterType does, for what Dapper sends.
    static SqlServerEngine() => SqlMapper.AddTypeMap(typeof(DateTime), DbType.DateTime2);

    public WarehouseProvider Provider => WarehouseProvider.SqlServer;

    public string ScriptSuffix => "sqlserver";

    public bool IsAbsent => false;

    public string? Folder => null;

    public Task<Problem?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<Problem?>(null);

    public Task HoldAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void EnsureInPlace()
    {
        // A server looks after its files itself.
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
        $"UPDATE TOP (@Most) {table} SET {set} OUTPUT inserted.{key} WHERE {where}";

    public string FirstRows(string count) => $"OFFSET 0 ROWS FETCH NEXT {count} ROWS ONLY";

    public async Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken) => new ReadingConnection(await OpenAsync(_read, cancellationToken));

    public async Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken) => await OpenAsync(_write, cancellationToken);

    // A server's commit is on its disk, unless an administrator says otherwise of the database.
    public Task<DbConnection> OpenDurableAsync(CancellationToken cancellationToken) => OpenWriteAsync(cancellationToken);

    public async Task<string?> UnavailableReasonAsync(DbConnection connection, string extra, CancellationToken cancellationToken) =>
        (await connection.QuerySingleAsync<SqlServerExtras>(new CommandDefinition(SqlServerExtras.Sql, cancellationToken: cancellationToken))).UnavailableReason(extra);

    public async Task<string?> RunOutsideTransactionAsync(string script, CancellationToken cancellationToken)
    {
        // Of its own, and no idle ones of ours beside it.
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
            return "others are connected to the database: stop the API processes and migrate again";
        }
    }

    public Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken, bool keepsPages = false) => OpenReadAsync(cancellationToken);

    // The driver stops a statement by itself: on the token of each call, and after the command timeout.
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
            // In short turns: not every engine of the family can be told to stop waiting.
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

    // Not prepared: sent as text, a statement runs on every engine of the family, and a server finds its plan by the text.
    public void Bind(DbParameter parameter, object? value)
    {
        ParameterType.Declare(parameter, value);
        parameter.Value = value ?? DBNull.Value;
    }

    // What the string says itself is kept. The pool shall try anew at once: a failed try would otherwise close it for up to a minute.
    private static SqlConnectionStringBuilder Complete(WarehouseOptions options, string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { CommandTimeout = options.CommandTimeoutSeconds };
        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "Reporting";
        }

        // What servers send by default. With the driver's own 8,000, its version 6.1 soon loses its place in long texts that some engines send.
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
        var connection = new SqlConnection(connectionString) { RetryLogicProvider = SqlServerRetry.OfConnections };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (connection.ConnectionTimeout > 0)
        {
            // The driver tries one connection after the other, each for that long: whoever stands at the end of its queue shall not wait for all before.
            late.CancelAfter(TimeSpan.FromSeconds(connection.ConnectionTimeout));
        }

        try
        {
            await connection.OpenAsync(late.Token);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseUnavailableException(e);
            }

            // Not in time is away here: a server that cannot be reached, or one that has given us all the connections it does.
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
