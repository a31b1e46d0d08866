using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// The data version at this moment, for those who ask before every answer. It is always read from the database, so an
/// import by another process counts at once; it is cheap because connection and statement are kept.
/// </summary>
public sealed class DataVersionWatch(WarehouseConnections connections) : IAsyncDisposable
{
    private const int MaxKept = 8;

    private readonly ConcurrentQueue<DbCommand> idle = [];
    private Seen last = new(-1, string.Empty, new DataVersion(0, null));

    public async ValueTask<DataVersion> ReadAsync(CancellationToken cancellationToken)
    {
        connections.Engine.EnsureInPlace();
        if (idle.TryDequeue(out var kept))
        {
            try
            {
                return await ReadAsync(kept, cancellationToken);
            }
            catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
            {
                // The server may have closed it meanwhile: a new connection tells whether the database is away.
            }
        }

        var connection = await connections.OpenReadAsync(cancellationToken);
        var command = connection.CreateCommand();
        command.CommandText = DataVersionStore.Latest;
        return await ReadAsync(command, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryDequeue(out var command))
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
            if (isWhole && idle.Count < MaxKept)
            {
                idle.Enqueue(command);
            }
            else
            {
                await CloseAsync(command);
            }
        }
    }

    private DataVersion Version(long key, object importedAt)
    {
        var seen = last;
        if (seen.Key != key || !seen.ImportedAt.Equals(importedAt))
        {
            last = seen = new Seen(key, importedAt, new DataVersion(key, connections.Engine.ReadTimestamp(importedAt)));
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
