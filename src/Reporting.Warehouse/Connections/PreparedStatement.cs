using System.Data.Common;
using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Connections;

/// <summary>A statement that runs many times in one transaction. Values are given in the order in which its parameters first appear.</summary>
internal sealed partial class PreparedStatement : IAsyncDisposable
{
    private readonly IWarehouseEngine _engine;
    private readonly DbCommand _command;

    public PreparedStatement(IWarehouseEngine engine, DbTransaction transaction, string sql)
    {
        _engine = engine;
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        foreach (var name in Parameters().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal))
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<DbDataReader> ReadAsync(CancellationToken cancellationToken, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReaderAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
        {
            throw new ArgumentException($"{values.Length} values for {_command.Parameters.Count} parameters: {_command.CommandText}", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            _engine.Bind(_command.Parameters[i], values[i]);
        }
    }

    [GeneratedRegex(@"@\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameters();
}
