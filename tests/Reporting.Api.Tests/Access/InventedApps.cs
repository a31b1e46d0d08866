using Reporting.TestWarehouses;
using Reporting.Warehouse.Demo;

namespace Reporting.Api.Tests.Access;

/// <summary>The program over demo data, and over the reference data.</summary>
public class InventedApps : IAsyncLifetime
{
    private TestWarehouse? _warehouse;

    protected virtual WarehouseProvider Engine => WarehouseProvider.Sqlite;

    public AppWithRoles Demo { get; private set; } = null!;

    public AppWithRoles Reference { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (TestServer.Lacks(Engine))
        {
            return;
        }

        _warehouse = await TestWarehouse.DemoAsync(new DemoRequest(300, 7), Engine);
        Demo = new AppWithRoles { Warehouse = _warehouse };
        Reference = new AppWithRoles { Engine = Engine };
    }

    public async Task DisposeAsync()
    {
        if (_warehouse is not null)
        {
            await Demo.DisposeAsync();
            await Reference.DisposeAsync();
            await _warehouse.DisposeAsync();
        }
    }

    public sealed class OnServer : InventedApps
    {
        protected override WarehouseProvider Engine => WarehouseProvider.SqlServer;
    }
}
