using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>The transaction of an import, and the database that stages it.</summary>
internal sealed class ImportSession(IWarehouseEngine engine, DbTransaction transaction, StagingDatabase staging, DateTimeOffset now, CancellationToken cancellationToken)
{
    // A merge of millions of rows is slow.
    private const int StatementSeconds = 24 * 3600;

    public DbTransaction Transaction => transaction;

    public DbConnection Connection { get; } = transaction.Connection!;

    public StagingDatabase Staging => staging;

    public CancellationToken CancellationToken => cancellationToken;

    public DateTimeOffset Now => now;

    /// <summary>The time of the import as a parameter value.</summary>
    public object Timestamp { get; } = engine.Timestamp(now);

    /// <summary>The day of the import in UTC, as the star has days of records.</summary>
    public string Today { get; } = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text as an expression that is compared by its characters.</summary>
    public string Ordinal(string text) => engine.Ordinal(text);

    /// <summary>The highest key of a table, 0 when it is empty. Both names are constants in code.</summary>
    public Task<int> LastKeyAsync(string table, string key) => Connection.ExecuteScalarAsync<int>($"SELECT COALESCE(MAX({key}), 0) FROM {table}", transaction: transaction);

    /// <summary>SQLite plans its statements by statistics, which are wrong after many new rows. A server updates its own.</summary>
    public Task UpdateStatisticsAsync() => Connection is SqliteConnection ? ExecuteAsync(SqliteEngine.Statistics) : Task.CompletedTask;

    public Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, StatementSeconds, cancellationToken: cancellationToken));
    }

    public Task<T> ReadAsync<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleAsync<T>(new CommandDefinition(sql, parameters, transaction, StatementSeconds, cancellationToken: cancellationToken));
}
