using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>
/// A report that has been asked and answered: filled once, then shown by every renderer, so that the same numbers
/// stand in every format by construction. Renderers never compute a figure.
/// </summary>
public sealed record ReportDocument(
    string Id,
    string Title,
    string Description,
    string Language,
    IReadOnlyList<ParameterValue> Parameters,
    IReadOnlyList<ReportSection> Sections,
    Provenance Provenance)
{
    /// <summary>Files are named after this, without an extension: <c>cooperation-by-year-and-domain_2020-2025_v3</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>The rows behind the figures; null where the format does not carry them.</summary>
    [JsonIgnore]
    public ReportData? Data { get; init; }

    /// <summary>Rows of its tables and of its data, engagements of its lists: what somebody takes away with it.</summary>
    [JsonIgnore]
    public long Rows => (Data?.Count ?? 0) + Provenance.Rows;

    /// <summary>Sections that show less than there is.</summary>
    [JsonIgnore]
    public IEnumerable<ReportSection> Cut => Sections.Where(s => s is EngagementListSection { Truncated: true } or TableSection { Truncated: true });

    /// <summary>With what its sections show counted in its provenance.</summary>
    public ReportDocument Counted() => this with { Provenance = Provenance with { Rows = RowsOf(Sections), Truncated = Cut.Any() } };

    private static long RowsOf(IEnumerable<ReportSection> sections) => sections.Sum(s => s switch
    {
        MatrixSection matrix => (long)matrix.Rows.Members.Count,
        TableSection table => table.Rows.Count,
        ChartSection chart => chart.Categories.Members.Count,
        EngagementListSection list => list.Engagements.Count,
        _ => 0,
    });
}

/// <summary>The rows behind a report's figures: one per engagement × domain, for those who pivot on their own.</summary>
/// <param name="Count">How many rows there are.</param>
/// <param name="Rows">Read once. Each in the order of the columns that the workbook's <c>Data</c> sheet defines.</param>
/// <param name="Allocated">Allocated engagements by domain and year, as the database sums them: what a pivot over the rows shows.</param>
public sealed record ReportData(long Count, IAsyncEnumerable<object?[]> Rows, MatrixSection Allocated);
