using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Reporting.Warehouse.Connections;

/// <summary>SQL Server and its family; only what all of them run (no MERGE, no lock hints relied on).</summary>
public sealed partial class SqlServerEngine(WarehouseOptions options) : IWarehouseEngine
{
    private readonly string _connectionString = new SqlConnectionStringBuilder(options.ConnectionString)
    {
        CommandTimeout = options.CommandTimeoutSeconds,
        Pooling = true,
    }.ConnectionString;

    public WarehouseProvider Provider => WarehouseProvider.SqlServer;

    public string ScriptSuffix => "sqlserver";

    public bool IsAbsent => false;

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

    public Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken) => OpenWriteAsync(cancellationToken);

    public async Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken) => OpenReadAsync(cancellationToken);

    public Task<DbConnection> OpenBesideAsync(DbConnection connection, CancellationToken cancellationToken) => OpenReadAsync(cancellationToken);

    // The client passes a cancellation on by itself.
    public CancellationTokenRegistration StopOn(DbConnection connection, CancellationToken cancellationToken) => default;

    public async Task<DbTransaction> BeginExclusiveAsync(DbConnection connection, string name, TimeSpan wait, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            var parameters = new DynamicParameters(new { Resource = name, LockMode = "Exclusive", LockOwner = "Transaction", LockTimeout = (int)wait.TotalMilliseconds });
            parameters.Add("Result", dbType: DbType.Int32, direction: ParameterDirection.ReturnValue);
            await connection.ExecuteAsync(new CommandDefinition(
                "sp_getapplock", parameters, transaction, (int)wait.TotalSeconds + 30, CommandType.StoredProcedure, cancellationToken: cancellationToken));
            if (parameters.Get<int>("Result") < 0)
            {
                throw new TimeoutException($"Another process has been writing to the warehouse for {wait.TotalSeconds:0} s.");
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public IReadOnlyList<string> Batches(string script) =>
        [.. Go().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch))];

    public object Timestamp(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    public DateTimeOffset ReadTimestamp(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

    // One size for all texts: each length of nvarchar would otherwise be a plan of its own.
    public void Bind(DbParameter parameter, object? value)
    {
        if (value is string text)
        {
            parameter.DbType = DbType.String;
            parameter.Size = text.Length <= 4000 ? 4000 : -1;
        }

        parameter.Value = value ?? DBNull.Value;
    }

    [GeneratedRegex(@"^[ \t]*GO[ \t]*;?[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Go();
}
