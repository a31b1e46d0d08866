using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>A report with its parameters given.</summary>
/// <param name="Filters">What every section is filtered by.</param>
/// <param name="Limits">Larger tables are refused; longer lists are cut.</param>
public sealed record ReportRun(ReportDefinition Definition, IReadOnlyList<QueryFilter> Filters, string Language, FormatLimits Limits)
{
    /// <summary>The years asked for.</summary>
    public YearSpan Years { get; init; }

    /// <summary>Codes by the parameter that named them: several parameters may filter one dimension.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Members { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The same over the period just before; null where the years have an open end.</summary>
    public IReadOnlyList<QueryFilter>? FiltersBefore => Years.YearsBefore() is { } before
        ? [.. Filters.Where(f => f.Dimension != "year"), Of(before)]
        : null;

    internal static QueryFilter Of(YearSpan years) => new("year", FilterMode.Links, [$"{years.From:0000}..{years.To:0000}"]);
}

/// <summary>How much of a report a format carries.</summary>
/// <param name="MaxRows">Of a table or matrix: one with more is refused.</param>
/// <param name="MaxListed">Of engagements: a longer list is cut and says so.</param>
public sealed record FormatLimits(int MaxRows, int MaxListed);
