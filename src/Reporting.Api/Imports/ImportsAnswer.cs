namespace Reporting.Api.Imports;

/// <summary>Imports, the newest first.</summary>
public sealed record ImportsAnswer(IReadOnlyList<ImportSummary> Data, ImportsMeta Meta);
