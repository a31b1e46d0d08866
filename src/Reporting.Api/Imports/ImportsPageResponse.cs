namespace Reporting.Api.Imports;

/// <summary><c>RowsInAll</c> counts all pages; <c>Next</c> is the <c>after</c> of the next one, null on the last.</summary>
/// <param name="Mappings">The mappings that an import can name.</param>
public sealed record ImportsPageResponse(int Rows, int RowsInAll, bool Truncated, int Limit, string? Next, IReadOnlyList<string> Mappings);
