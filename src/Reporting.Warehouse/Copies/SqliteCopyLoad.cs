using System.Data.Common;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Demo;

namespace Reporting.Warehouse.Copies;

/// <summary>Uses one prepared insert for each table and rebuilds the indexes after the rows.</summary>
internal sealed class SqliteCopyLoad : ICopyLoad
{
    private readonly IWarehouseEngine _engine;
    private readonly BulkLoad _load;

    private SqliteCopyLoad(IWarehouseEngine engine, BulkLoad load) => (_engine, _load) = (engine, load);

    public static async Task<SqliteCopyLoad> OpenAsync(IWarehouseEngine engine, DbConnection connection) =>
        new(engine, await BulkLoad.BeginAsync((SqliteConnection)connection));

    public Task BeginAsync(DbTransaction transaction) => _load.DropIndexesAsync();

    public async Task WriteAsync(CopiedTable table, CopyReader rows, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        await using var insert = new PreparedStatement(
            _engine, transaction, $"INSERT INTO {table.Name} ({string.Join(", ", names.Select(n => $"[{n}]"))}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})");
        var row = new object[rows.FieldCount];
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.GetValues(row);
            await insert.ExecuteAsync(cancellationToken, row);
        }
    }

    public Task EndAsync(CancellationToken cancellationToken) => _load.RebuildIndexesAsync(cancellationToken);

    public ValueTask DisposeAsync() => _load.DisposeAsync();
}
