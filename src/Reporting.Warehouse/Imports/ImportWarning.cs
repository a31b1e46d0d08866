namespace Reporting.Warehouse.Imports;

/// <summary>Something that was taken, but that somebody should look at.</summary>
public sealed record ImportWarning(int Row, string Message);
