using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.History;

/// <summary>
/// Reads the data version, always from the database, so that an import by another process counts at once. A single read is cheap, because
/// its connections and statements stay open. The version of an edition never changes, so it is read once.
/// </summary>
public sealed class DataVersionStore(WarehouseConnections connections) : IAsyncDisposable
{
    private const string Latest = """
        /* reporting data version */ SELECT i.ImportKey, i.ImportedAt,
          CASE WHEN EXISTS (SELECT 1 FROM Import d WHERE d.IsInvented = 1 AND NOT EXISTS (SELECT 1 FROM Import u WHERE u.UndoneImportKey = d.ImportKey)) THEN 1 ELSE 0 END
        FROM Import i WHERE i.ImportKey = (SELECT MAX(ImportKey) FROM Import)
        """;

    private const int MaxIdle = 8;

    private readonly ConcurrentQueue<DbCommand> _idle = [];
    private readonly ConditionalWeakTable<FrozenDatabase, DataVersion> _editions = [];
    private Row _last = new(-1, string.Empty, new DataVersion(0, null));

    /// <summary>Reads it on a separate connection: the version of the held edition, otherwise of today's data.</summary>
    public ValueTask<DataVersion> ReadAsync(CancellationToken cancellationToken = default) =>
        connections.Edition is { } edition ? new(ReadAsync(edition, cancellationToken)) : ReadTodayAsync(cancellationToken);

    /// <summary>The version of today's data, whatever edition is held.</summary>
    public async ValueTask<DataVersion> ReadTodayAsync(CancellationToken cancellationToken = default)
    {
        connections.Today.EnsureInPlace();
        if (_idle.TryDequeue(out var open))
        {
            try
            {
                return await ReadAsync(open, cancellationToken);
            }
            catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
            {
                // The server may have closed the idle connection. Try a new one.
            }
        }

        var connection = await connections.Today.OpenReadAsync(cancellationToken);
        var command = connection.CreateCommand();
        command.CommandText = Latest;
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Reads it on an open connection, before and after the statements of one query.</summary>
    public async Task<DataVersion> ReadAsync(DbConnection connection, DbTransaction? transaction = null, CancellationToken cancellationToken = default)
    {
        if (connections.Edition is { } edition)
        {
            return await ReadAsync(edition, cancellationToken);
        }

        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(Latest, transaction: transaction, cancellationToken: cancellationToken));
        return await ReadAsync(reader, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryDequeue(out var command))
        {
            await CloseAsync(command);
        }
    }

    private async Task<DataVersion> ReadAsync(FrozenDatabase edition, CancellationToken cancellationToken)
    {
        if (_editions.TryGetValue(edition, out var known))
        {
            return known;
        }

        await using var connection = await edition.Engine.OpenReadAsync(cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(Latest, cancellationToken: cancellationToken));
        var read = await ReadAsync(reader, cancellationToken) with { Edition = edition.Edition };
        _editions.AddOrUpdate(edition, read);
        return read;
    }

    private async ValueTask<DataVersion> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var isRead = false;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var version = await ReadAsync(reader, cancellationToken);
            isRead = true;
            return version;
        }
        finally
        {
            if (isRead && _idle.Count < MaxIdle)
            {
                _idle.Enqueue(command);
            }
            else
            {
                await CloseAsync(command);
            }
        }
    }

    private async Task<DataVersion> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new DataVersion(0, null);
        }

        var (key, importedAt, row) = (Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), reader.GetValue(1), _last);
        var isInvented = Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture) == 1;
        if (row.Key != key || !row.ImportedAt.Equals(importedAt) || row.Version.IsInvented != isInvented)
        {
            _last = row = new Row(key, importedAt, new DataVersion(key, connections.Today.ReadTimestamp(importedAt)) { IsInvented = isInvented });
        }

        return row.Version;
    }

    private static async ValueTask CloseAsync(DbCommand command)
    {
        var connection = command.Connection!;
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private sealed record Row(long Key, object ImportedAt, DataVersion Version);
}

/// <summary>The version of the data behind a result: the key of the last import (0 without imports) and its time in UTC.</summary>
public sealed record DataVersion(long Version, DateTimeOffset? AsOf)
{
    /// <summary>True if some of the data are invented: they come from an import of demo data that was not undone.</summary>
    public bool IsInvented { get; init; }

    /// <summary>The id of the edition that the data are of; null for today's data.</summary>
    public string? Edition { get; init; }

    /// <summary>The day of the data in UTC. Days and periods are compared with it, never with the clock.</summary>
    public DateOnly? Day => AsOf is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
}
