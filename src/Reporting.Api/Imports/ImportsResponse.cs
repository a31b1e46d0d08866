namespace Reporting.Api.Imports;

/// <summary>Imports, the newest first.</summary>
public sealed record ImportsResponse(IReadOnlyList<ImportSummary> Data, ImportsPageResponse Meta);
