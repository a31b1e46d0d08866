using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>Creates databases for tests.</summary>
public static class TestDatabase
{
    public static ITestDatabase On(WarehouseProvider engine) => engine == WarehouseProvider.SqlServer ? new TestServerDatabase() : new TestFile();
}
