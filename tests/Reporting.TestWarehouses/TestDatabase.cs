using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>Where tests get their databases from.</summary>
public static class TestDatabase
{
    public static ITestDatabase On(WarehouseProvider engine) => engine == WarehouseProvider.SqlServer ? new TestServerDatabase() : new TestFile();
}
