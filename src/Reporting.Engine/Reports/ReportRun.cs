using Reporting.Engine.Model;
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

    /// <summary>The filters of the request beside the parameters. They are the last of <see cref="Filters"/>.</summary>
    public IReadOnlyList<QueryFilter> Chosen { get; init; } = [];

    /// <summary>True if filters or members name periods. Then no period before them is compared.</summary>
    public bool HasChosenPeriod { get; init; }

    /// <summary>The years that texts name: those of the parameters, else the only year of the request's filters.</summary>
    public YearSpan NamedYears => Years == default && Chosen.FirstOrDefault(IsNamedYear) is { } year && TimeLevel.Year.TryParse(year.Values[0], out var day, out _) ? new YearSpan(day.Year, day.Year) : Years;

    /// <summary>True for a filter that stands among the years of texts.</summary>
    public bool IsNamedYear(QueryFilter filter) => Years == default && filter is { Dimension: "year", Values: [{ Length: 4 }] } && Definition.Parameters.Any(p => p.Kind != ParameterKind.Members);

    /// <summary>How the request shows sections, by their id.</summary>
    public IReadOnlyDictionary<string, SectionView> Views { get; init; } = new Dictionary<string, SectionView>();

    /// <summary>With or without the annexes.</summary>
    public ReportDetail Detail { get; init; } = ReportDetail.Full;

    /// <summary>The id of the edition whose figures stand beside those of the report; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>The edition of <see cref="Compare"/>, opened for the caller.</summary>
    public OpenEdition? Compared { get; init; }

    /// <summary>
    /// The sections of this detail. Annexes, such as lists of engagements, are in the full report only. In a comparison, each section with figures by
    /// members has one behind it with the figures of the edition.
    /// </summary>
    public IReadOnlyList<SectionDefinition> Sections
    {
        get
        {
            IEnumerable<SectionDefinition> own = Definition.Sections.Where(s => Detail == ReportDetail.Full || !s.IsAnnex).Select(Shown);
            return Compared is null ? [.. own] : ComparedDefinition.Among(own);
        }
    }

    /// <summary>A section of the definition as the request shows it.</summary>
    public SectionDefinition Shown(SectionDefinition section) => Views.TryGetValue(section.Id, out var view) ? view.Definition : section;

    /// <summary>The run of a section: without the request's filters on its own dimensions where it shows all their members.</summary>
    public ReportRun Of(SectionDefinition section)
    {
        if (!Views.TryGetValue(section.Id, out var view) || !view.ShowsAll)
        {
            return this;
        }

        var own = section.Axes().Select(axis => axis.Id).ToList();
        var kept = Chosen.Where(f => !own.Contains(f.Dimension)).ToList();
        return kept.Count == Chosen.Count ? this : this with { Filters = [.. Filters.Take(Filters.Count - Chosen.Count), .. kept], Chosen = kept };
    }

    /// <summary>The filters for the previous period; null if the years have an open end.</summary>
    public IReadOnlyList<QueryFilter>? FiltersBefore => Years.YearsBefore() is { } before
        ? [.. Filters.Where(f => f.Dimension != "year"), Of(before)]
        : null;

    /// <summary>True if the report is about one year, beside which the year before is shown. Explore shows the years of its query only.</summary>
    public bool IsOfOneYear => !HasChosenPeriod && Definition.Id != ReportDefinition.UnsavedId && Years is { From: { } from, To: { } to } && from == to;

    internal static QueryFilter Of(YearSpan years) => new("year", FilterMode.Links, [$"{years.From:0000}..{years.To:0000}"]);
}

/// <summary>The limits of a format.</summary>
/// <param name="MaxRows">A table or matrix with more rows is refused.</param>
/// <param name="MaxListed">A longer list of engagements is cut, and says so.</param>
public sealed record FormatLimits(int MaxRows, int MaxListed)
{
    /// <summary>A longer comparison with an edition has only the rows that differ, and at most this many.</summary>
    public int MaxCompared { get; init; } = MaxRows;
}
