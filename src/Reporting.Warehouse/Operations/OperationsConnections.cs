using System.Data.Common;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Operations;

/// <summary>
/// Opens connections to the operations database: keys, the audit trail, jobs, subscriptions and deliveries. On SQLite it is a separate file, so
/// that a long import does not block it. On a server it is the warehouse's own database.
/// </summary>
public sealed class OperationsConnections(WarehouseOptions options, string contentRoot) : IDisposable
{
    public IWarehouseEngine Engine { get; } = options.Provider switch
    {
        WarehouseProvider.SqlServer => new SqlServerEngine(options.ForOperations()),
        _ => new SqliteEngine(options.ForOperations(), contentRoot),
    };

    public Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default) => Engine.OpenReadAsync(cancellationToken);

    public Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => Engine.OpenWriteAsync(cancellationToken);

    public void Dispose() => (Engine as IDisposable)?.Dispose();
}
