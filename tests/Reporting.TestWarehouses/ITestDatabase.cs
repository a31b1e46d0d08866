using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A database made for one test, on one of the engines.</summary>
internal interface ITestDatabase
{
    WarehouseOptions Options { get; }

    SqlDialect Dialect { get; }

    Task CreateAsync();

    Task DropAsync();
}
