using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>Opens connections to the warehouse. Connections are pooled: open one for each query and dispose of it.</summary>
public sealed class WarehouseConnections(WarehouseOptions options, string contentRoot) : IDisposable
{
    /// <summary>The database engine.</summary>
    public IWarehouseEngine Engine { get; } = options.Provider switch
    {
        WarehouseProvider.SqlServer => new SqlServerEngine(options),
        _ => new SqliteEngine(options, contentRoot),
    };

    public WarehouseProvider Provider => Engine.Provider;

    /// <summary>True when the SQLite file does not exist yet; never for a server.</summary>
    public bool IsAbsent => Engine.IsAbsent;

    /// <summary>A connection for queries; on SQLite it cannot write.</summary>
    public Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default) => Engine.OpenReadAsync(cancellationToken);

    /// <summary>A connection for changes; on SQLite it creates the file and its folder.</summary>
    public Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => Engine.OpenWriteAsync(cancellationToken);

    public void Dispose() => (Engine as IDisposable)?.Dispose();
}
