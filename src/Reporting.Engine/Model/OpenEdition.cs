using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;

namespace Reporting.Engine.Model;

/// <summary>An edition that can be read: its line, its database and its model.</summary>
public sealed record OpenEdition(Edition Edition, FrozenDatabase Database, SemanticModel Model)
{
    /// <summary>Reads from the edition in the calling flow of control, until disposed.</summary>
    public IDisposable Hold(CurrentModel models, WarehouseConnections connections) => new Both(models.Hold(Model), connections.Hold(Database));

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            second.Dispose();
            first.Dispose();
        }
    }
}
