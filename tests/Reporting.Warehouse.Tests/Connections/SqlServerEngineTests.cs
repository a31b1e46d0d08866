using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Connections;

public sealed class SqlServerEngineTests
{
    [Fact]
    public void GO_splits_a_script_for_SQL_Server_and_only_on_a_line_of_its_own()
    {
        var engine = new SqlServerEngine(new WarehouseOptions { Provider = WarehouseProvider.SqlServer, ConnectionString = "Server=x" });

        Assert.Equal(["SELECT 1", "SELECT 'GO' -- GO on", "SELECT 3"], engine.Batches("SELECT 1\nGO\nSELECT 'GO' -- GO on\n go \r\nSELECT 3\nGO\n").Select(b => b.Trim()));
    }
}
