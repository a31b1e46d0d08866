using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A report with the values of its parameters.</summary>
/// <param name="Filters">The filters of every section.</param>
/// <param name="Limits">Larger tables are refused; longer lists are cut.</param>
public sealed record ReportRun(ReportDefinition Definition, IReadOnlyList<QueryFilter> Filters, string Language, FormatLimits Limits)
{
    /// <summary>The requested years.</summary>
    public YearSpan Years { get; init; }

    /// <summary>Codes by parameter id, since several parameters may filter one dimension.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Members { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>With or without the annexes.</summary>
    public ReportDetail Detail { get; init; } = ReportDetail.Full;

    /// <summary>The sections of this detail. Annexes, such as lists of engagements, are in the full report only.</summary>
    public IReadOnlyList<SectionDefinition> Sections => Detail == ReportDetail.Full ? Definition.Sections : [.. Definition.Sections.Where(s => !s.IsAnnex)];

    /// <summary>The filters for the previous period; null if the years have an open end.</summary>
    public IReadOnlyList<QueryFilter>? FiltersBefore => Years.YearsBefore() is { } before
        ? [.. Filters.Where(f => f.Dimension != "year"), Of(before)]
        : null;

    /// <summary>True if the report is about one year, beside which the year before is shown.</summary>
    public bool IsOfOneYear => Years is { From: { } from, To: { } to } && from == to;

    internal static QueryFilter Of(YearSpan years) => new("year", FilterMode.Links, [$"{years.From:0000}..{years.To:0000}"]);
}

/// <summary>The limits of a format.</summary>
/// <param name="MaxRows">A table or matrix with more rows is refused.</param>
/// <param name="MaxListed">A longer list of engagements is cut, and says so.</param>
public sealed record FormatLimits(int MaxRows, int MaxListed);
