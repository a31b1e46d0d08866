using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A database for one test on one of the engines. It is dropped together with its folder.</summary>
public interface ITestDatabase
{
    WarehouseOptions Options { get; }

    SqlDialect Dialect { get; }

    /// <summary>The test's own folder, for the database file or for scripts that the test writes.</summary>
    string Folder { get; }

    /// <summary>Selects the names of the tables.</summary>
    string TablesSql { get; }

    Task CreateAsync();

    Task DropAsync();
}
