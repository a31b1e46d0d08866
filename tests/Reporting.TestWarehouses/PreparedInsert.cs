using System.Data.Common;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>An insert into one table that runs many times. Its SQL is the same on every engine.</summary>
internal sealed class PreparedInsert : IAsyncDisposable
{
    private readonly IWarehouseEngine _engine;
    private readonly DbCommand _command;

    public PreparedInsert(IWarehouseEngine engine, DbTransaction transaction, string table, IReadOnlyList<string> columns)
    {
        _engine = engine;
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"[{c}]"))}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
        foreach (var column in columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = "@" + column;
            _command.Parameters.Add(parameter);
        }
    }

    public Task AddAsync(params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _engine.Bind(_command.Parameters[i], values[i]);
        }

        return _command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
