using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A database made for one test, on one of the engines, and dropped with its folder.</summary>
public interface ITestDatabase
{
    WarehouseOptions Options { get; }

    SqlDialect Dialect { get; }

    /// <summary>A folder of the test's own: the file lies in it, or the scripts that the test writes.</summary>
    string Folder { get; }

    /// <summary>Names of the tables there.</summary>
    string TablesSql { get; }

    Task CreateAsync();

    Task DropAsync();
}
