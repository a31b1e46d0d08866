namespace Reporting.Warehouse.Imports;

/// <summary>How far an import is: rows read, engagements refused, and whether it is already being merged.</summary>
public sealed record ImportProgress(int Rows, int Rejected, bool IsMerging);
