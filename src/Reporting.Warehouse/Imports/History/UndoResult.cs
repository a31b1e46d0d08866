namespace Reporting.Warehouse.Imports.History;

/// <summary>What undoing an import did: the new data version, engagements taken out, and engagements put back as they were before.</summary>
public sealed record UndoResult(int ImportKey, int DataVersion, int Removed, int Restored);
