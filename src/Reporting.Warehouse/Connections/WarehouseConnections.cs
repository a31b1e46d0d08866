using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// Opens connections to the warehouse. Connections are pooled: open one for each query and dispose of it. While an edition is held, all reading is from
/// its database.
/// </summary>
public sealed class WarehouseConnections(WarehouseOptions options, string contentRoot) : IDisposable
{
    private readonly AsyncLocal<FrozenDatabase?> _held = new();

    /// <summary>The database engine: that of the held edition, otherwise that of today.</summary>
    public IWarehouseEngine Engine => Edition?.Engine ?? Today;

    /// <summary>The engine of today's data, whatever edition is held.</summary>
    public IWarehouseEngine Today { get; } = options.Provider switch
    {
        WarehouseProvider.SqlServer => new SqlServerEngine(options),
        _ => new SqliteEngine(options, contentRoot),
    };

    /// <summary>The edition from which the calling flow of control reads; null for today's data.</summary>
    public FrozenDatabase? Edition => _held.Value;

    public WarehouseProvider Provider => Today.Provider;

    /// <summary>True when the SQLite file does not exist yet; never for a server.</summary>
    public bool IsAbsent => Today.IsAbsent;

    /// <summary>Holds an edition, or today's data, for the calling flow of control, until disposed.</summary>
    public IDisposable Hold(FrozenDatabase? edition)
    {
        var before = _held.Value;
        _held.Value = edition;
        return new Held(this, before);
    }

    /// <summary>A connection for queries; on SQLite it cannot write.</summary>
    public Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default) => Engine.OpenReadAsync(cancellationToken);

    /// <summary>A connection for changes; on SQLite it creates the file and its folder. Editions never change.</summary>
    public Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) =>
        Edition is null ? Today.OpenWriteAsync(cancellationToken) : throw new InvalidOperationException("An edition is held, and editions never change.");

    public void Dispose() => (Today as IDisposable)?.Dispose();

    private sealed class Held(WarehouseConnections connections, FrozenDatabase? before) : IDisposable
    {
        public void Dispose() => connections._held.Value = before;
    }
}

/// <summary>The database of an edition.</summary>
/// <param name="Edition">The edition's id.</param>
/// <param name="Day">The day in UTC on which it was published. Relative periods of its reports are those of that day.</param>
public sealed record FrozenDatabase(string Edition, DateOnly Day, IWarehouseEngine Engine);
