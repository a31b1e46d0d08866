namespace Reporting.Api.Imports;

/// <summary>What undoing an import did.</summary>
/// <param name="Id">Of the undoing in the history: the new data version.</param>
/// <param name="Undoes">The import that was undone.</param>
/// <param name="Removed">Engagements taken out.</param>
/// <param name="Restored">Engagements put back as they were before.</param>
public sealed record UndoResponse(string Id, int DataVersion, int Undoes, int Removed, int Restored);
