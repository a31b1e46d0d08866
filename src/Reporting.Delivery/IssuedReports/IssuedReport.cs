namespace Reporting.Delivery.IssuedReports;

/// <summary>An answer that went out in a file.</summary>
/// <param name="Scope">Hash of what the asker could see; empty for everything.</param>
/// <param name="Definitions">Hash of the model and the report.</param>
/// <param name="Question">In words, as are <paramref name="Filters"/> and <paramref name="Counting"/>.</param>
/// <param name="GivenAt">The first time.</param>
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
    DateTimeOffset GivenAt);
