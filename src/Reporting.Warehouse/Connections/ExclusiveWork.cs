namespace Reporting.Warehouse.Connections;

/// <summary>Names for <see cref="IWarehouseEngine.BeginExclusiveAsync"/>.</summary>
internal static class ExclusiveWork
{
    /// <summary>Imports and migrations take turns: a table must not change under an import.</summary>
    public const string Star = "Reporting.Star";
}
