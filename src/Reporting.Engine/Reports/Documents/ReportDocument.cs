using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>
/// A report with its figures. All renderers show this document and compute no figure, so every format has the same numbers.
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
    /// <summary>The name of files, without an extension: <c>cooperation-by-year-and-domain_2020-2025_v3</c>.</summary>
    public required string FileName { get; init; }

    public ReportDetail Detail { get; init; } = ReportDetail.Full;

    /// <summary>The titles of sections that a brief report leaves out.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Sections that would repeat the sentence of another one. They are shown alone only.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReportSection> Repeated { get; init; } = [];

    /// <summary>The rows behind the figures; null if the format has none.</summary>
    [JsonIgnore]
    public ReportData? Data { get; init; }

    /// <summary>The number of table rows, data rows and listed engagements, for the audit trail.</summary>
    [JsonIgnore]
    public long Rows => (Data?.Count ?? 0) + Provenance.Rows;

    /// <summary>The sections that are cut.</summary>
    [JsonIgnore]
    public IEnumerable<ReportSection> Cut => Sections.Where(s => s is EngagementListSection { Truncated: true } or TableSection { Truncated: true });

    /// <summary>Adds the numbers of rows and cut sections to the provenance.</summary>
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

/// <summary>The rows behind a report's figures, one per engagement and domain, for analysis by the reader.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="Rows">They can be read once. The columns are those of the workbook's <c>Data</c> sheet.</param>
/// <param name="Allocated">Allocated engagements by domain and year from the database: the sums that a pivot over the rows shows.</param>
public sealed record ReportData(long Count, IAsyncEnumerable<object?[]> Rows, MatrixSection Allocated);

/// <summary>How much of a report is made.</summary>
public enum ReportDetail
{
    /// <summary>A few pages without annexes: the default of PDF, HTML and mail.</summary>
    Brief,

    /// <summary>Everything: the default of workbooks and data files.</summary>
    Full,
}
