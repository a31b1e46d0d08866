namespace Reporting.Api.Reports;

/// <summary>A parameter: <c>Kind</c> is first_year, last_year, period (years) or members (codes of <c>Dimension</c>, several allowed).</summary>
/// <param name="Match">What members keep: links, any or all.</param>
/// <param name="Most">At most so many members; null for no bound.</param>
/// <param name="Default">What holds when it is not given; empty for everything.</param>
public sealed record ReportParameterResponse(
    string Id, string Caption, string Kind, string Dimension, string Match, int? Most, IReadOnlyList<string> Default);
