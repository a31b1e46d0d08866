using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports;

/// <summary>The one transaction of an import, and the statements prepared in it.</summary>
internal sealed class ImportSession(IWarehouseEngine engine, DbTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly List<PreparedStatement> _statements = [];

    public DbTransaction Transaction => transaction;

    public DbConnection Connection { get; } = transaction.Connection!;

    public IWarehouseEngine Engine => engine;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>When the import took place, as a parameter value.</summary>
    public object Timestamp { get; } = engine.Timestamp(now);

    public PreparedStatement Prepare(string sql)
    {
        var statement = new PreparedStatement(engine, transaction, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Highest key of a table, 0 when it is empty; both names come from code.</summary>
    public Task<int> LastKeyAsync(string table, string key) => Connection.ExecuteScalarAsync<int>($"SELECT COALESCE(MAX({key}), 0) FROM {table}", transaction: transaction);

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements)
        {
            await statement.DisposeAsync();
        }
    }
}
