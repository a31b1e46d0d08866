using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A report with its parameters given.</summary>
/// <param name="Filters">What every section is filtered by.</param>
/// <param name="MostRows">Larger reports are refused before they run: what the asked format can carry.</param>
public sealed record ReportQuestion(ReportDefinition Definition, IReadOnlyList<QueryFilter> Filters, string Language, int MostRows)
{
    /// <summary>Longer lists of engagements are cut and say so, instead of refused: where all rows go along in another way.</summary>
    public int? MostListed { get; init; }

    /// <summary>First and last year asked for; null where that end is open.</summary>
    public int? From { get; init; }

    public int? To { get; init; }
}
