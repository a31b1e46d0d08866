using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports;

/// <summary>Reads the data version.</summary>
public sealed class DataVersionStore(WarehouseConnections connections)
{
    internal const string Latest = "/* reporting data version */ SELECT ImportKey, ImportedAt FROM Import WHERE ImportKey = (SELECT MAX(ImportKey) FROM Import)";

    public async Task<DataVersion> ReadAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        return await ReadAsync(connection, null, cancellationToken);
    }

    /// <summary>Reads it on an open connection, before and after the statements of one query.</summary>
    public async Task<DataVersion> ReadAsync(DbConnection connection, DbTransaction? transaction = null, CancellationToken cancellationToken = default)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Latest, transaction: transaction, cancellationToken: cancellationToken));
        return row is null ? new DataVersion(0, null) : new DataVersion(row.ImportKey, connections.Engine.ReadTimestamp(row.ImportedAt));
    }

    private sealed class Row
    {
        public long ImportKey { get; init; }

        public object ImportedAt { get; init; } = "";
    }
}

/// <summary>The version of the data behind a result: the key of the last import (0 without imports) and its time in UTC.</summary>
public sealed record DataVersion(long Version, DateTimeOffset? AsOf);
