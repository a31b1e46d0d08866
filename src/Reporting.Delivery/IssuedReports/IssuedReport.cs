namespace Reporting.Delivery.IssuedReports;

/// <summary>A report that was issued in a file.</summary>
/// <param name="Scope">Hash of the data that the caller could see; empty for all data.</param>
/// <param name="Definitions">Hash of the model and the report.</param>
/// <param name="Question">As text, as are <paramref name="Filters"/> and <paramref name="Counting"/>.</param>
/// <param name="IssuedAt">When the report was issued first.</param>
public sealed record IssuedReport(
    string Hash,
    string Scope,
    string Report,
    string Definitions,
    string Language,
    string Question,
    string Filters,
    string Counting,
    long DataVersion,
    DateTimeOffset? DataAsOf,
    long Rows,
    bool Truncated,
    DateTimeOffset IssuedAt);
