using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// The current data version. It is read from the database before each response, so an import by another process counts at once. Reading is
/// cheap, because connection and statement are kept open.
/// </summary>
public sealed class DataVersionWatch(WarehouseConnections connections) : IAsyncDisposable
{
    private const int MaxKept = 8;

    private readonly ConcurrentQueue<DbCommand> _idle = [];
    private Seen _last = new(-1, string.Empty, new DataVersion(0, null));

    public async ValueTask<DataVersion> ReadAsync(CancellationToken cancellationToken)
    {
        connections.Engine.EnsureInPlace();
        if (_idle.TryDequeue(out var kept))
        {
            try
            {
                return await ReadAsync(kept, cancellationToken);
            }
            catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
            {
                // The server may have closed the kept connection. A new one shows whether the database can be reached.
            }
        }

        var connection = await connections.OpenReadAsync(cancellationToken);
        var command = connection.CreateCommand();
        command.CommandText = DataVersionStore.Latest;
        return await ReadAsync(command, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryDequeue(out var command))
        {
            await CloseAsync(command);
        }
    }

    private async ValueTask<DataVersion> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var version = await reader.ReadAsync(cancellationToken) ? Version(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), reader.GetValue(1)) : new DataVersion(0, null);
            isWhole = true;
            return version;
        }
        finally
        {
            if (isWhole && _idle.Count < MaxKept)
            {
                _idle.Enqueue(command);
            }
            else
            {
                await CloseAsync(command);
            }
        }
    }

    private DataVersion Version(long key, object importedAt)
    {
        var seen = _last;
        if (seen.Key != key || !seen.ImportedAt.Equals(importedAt))
        {
            _last = seen = new Seen(key, importedAt, new DataVersion(key, connections.Engine.ReadTimestamp(importedAt)));
        }

        return seen.Version;
    }

    private static async ValueTask CloseAsync(DbCommand command)
    {
        var connection = command.Connection!;
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private sealed record Seen(long Key, object ImportedAt, DataVersion Version);
}
