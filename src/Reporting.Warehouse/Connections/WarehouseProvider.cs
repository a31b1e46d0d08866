namespace Reporting.Warehouse.Connections;

/// <summary>The database engine that holds the warehouse.</summary>
public enum WarehouseProvider
{
    /// <summary>Embedded, one file: the default.</summary>
    Sqlite,

    /// <summary>SQL Server 2019 or later, Azure SQL, or another engine that speaks its language.</summary>
    SqlServer,
}
