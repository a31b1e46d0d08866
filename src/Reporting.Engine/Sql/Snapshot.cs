using System.Data.Common;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Sql;

/// <summary>A planned query on an open connection, of one data version.</summary>
public sealed record Snapshot(QueryPlan Plan, DataVersion Version, DbConnection Connection, IWarehouseEngine Engine, DataVersionStore Versions)
{
    /// <summary>Further connections that see the same state of the data, for other threads.</summary>
    public IReadOnlyList<DbConnection> Others { get; init; } = [];

    /// <summary>Reads the data version again; true if an import has changed the data.</summary>
    public async Task<bool> HasMovedAsync(CancellationToken cancellationToken) =>
        await Versions.ReadAsync(Connection, cancellationToken: cancellationToken) != Version;
}
