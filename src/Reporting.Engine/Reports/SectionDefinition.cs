using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A section as the report's file defines it.</summary>
public abstract record SectionDefinition(string Id, LocalizedText Title, LocalizedText? Note)
{
    /// <summary>The section's own filters, beside those of the parameters.</summary>
    public IReadOnlyList<QueryFilter> Where { get; init; } = [];

    /// <summary>The name of its sheet in a workbook; null for the title.</summary>
    public LocalizedText? Tab { get; init; }

    /// <summary>True for a section of the full report only.</summary>
    public bool IsAnnex { get; init; }

    /// <summary>The page orientation; null: the section decides.</summary>
    public PageOrientation? Orientation { get; init; }
}

/// <summary>A chart of one measure; without <c>Series</c> it has one series.</summary>
/// <param name="Descending">Orders the categories by the measure, largest first.</param>
/// <param name="Top">The maximum number of categories; null for all.</param>
public sealed record ChartDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ChartKind Chart, ModelDimension Categories, ModelDimension? Series, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note)
{
    /// <summary>The measure that orders the categories, if it is another one: charts of several measures then have the same categories in the same order.</summary>
    public ModelMeasure? OrderBy { get; init; }
}

/// <summary>The answer in one sentence, by the first members of <c>Rows</c>, or by the details that are <c>Missing</c>.</summary>
public sealed record HeadlineDefinition(string Id, LocalizedText Title, LocalizedText? Note, ModelDimension? Rows, IReadOnlyList<ModelDimension> Missing)
    : SectionDefinition(Id, Title, Note)
{
    /// <summary>The topic of the sentence.</summary>
    public HeadlineAbout About { get; init; }
}

/// <summary>The topic of a headline.</summary>
public enum HeadlineAbout
{
    Engagements,

    /// <summary>Commitments: how many are overdue, how many were a year before, and with whom.</summary>
    Commitments,

    /// <summary>The days since the last engagement, and the longest gap before.</summary>
    Silence,
}

/// <summary>One measure over rows × columns.</summary>
/// <param name="Descending">Orders the rows by their totals, largest first.</param>
/// <param name="Top">The maximum number of rows, followed by one row for the others; null for all.</param>
public sealed record MatrixDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ModelDimension Rows, ModelDimension Columns, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note)
{
    /// <summary>The order of the rows; null for the usual one. The members of a top N stay those with the largest totals.</summary>
    public ColumnOrder? Order { get; init; }

    /// <summary>The maximum number of columns, largest first; null for all. The totals count all.</summary>
    public int? TopColumns { get; init; }

    /// <summary>True for cells without totals.</summary>
    public bool OmitsTotals { get; init; }
}

/// <summary>Several measures of each member, each total at its own grain.</summary>
/// <param name="Order">Null orders by time or code.</param>
/// <param name="Top">The maximum number of rows, followed by one row for the others; null for all.</param>
public sealed record TableDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ModelDimension Rows, IReadOnlyList<ModelMeasure> Measures, QueryOrder? Order, int? Top)
    : SectionDefinition(Id, Title, Note)
{
    /// <summary>Set if the table shows one member against the others.</summary>
    public Comparison? Against { get; init; }

    /// <summary>True for rows without a total.</summary>
    public bool OmitsTotals { get; init; }
}

/// <summary>One member against the median of the others.</summary>
/// <param name="Parameter">The parameter that names the member. Without a value, the first in order is shown.</param>
public sealed record Comparison(string? Parameter);

/// <summary>The engagements that imports of the last days changed.</summary>
/// <param name="Days">Counted back from the day of the data, which is one of them.</param>
public sealed record ChangesDefinition(string Id, LocalizedText Title, LocalizedText? Note, int Days, int Limit)
    : SectionDefinition(Id, Title, Note);

/// <summary>The commitments of the agreements under the filters: a list, or numbers by state for each member of <c>Rows</c>.</summary>
/// <param name="Rows">The dimension of domains or of pairs of countries; null for the list.</param>
/// <param name="Limit">The maximum number in a list, overdue first; null for the limit of the format.</param>
public sealed record CommitmentsDefinition(string Id, LocalizedText Title, LocalizedText? Note, ModelDimension? Rows, int? Limit)
    : SectionDefinition(Id, Title, Note);

/// <summary>Missing data of the engagements under the filters: a table, or one sentence.</summary>
/// <param name="IsLine">True for the sentence alone.</param>
public sealed record CompletenessDefinition(string Id, LocalizedText Title, LocalizedText? Note, bool IsLine)
    : SectionDefinition(Id, Title, Note);

/// <summary>Sentences for the reader; blank lines separate paragraphs.</summary>
public sealed record TextDefinition(string Id, LocalizedText Title, LocalizedText? Note, LocalizedText Text)
    : SectionDefinition(Id, Title, Note);

/// <summary>A row of single figures. With <c>Change</c> each is compared with the previous period.</summary>
public sealed record KpiDefinition(string Id, LocalizedText Title, LocalizedText? Note, IReadOnlyList<KpiMeasure> Figures, bool Change)
    : SectionDefinition(Id, Title, Note);

/// <summary>One figure: a measure by its own or another name, with optional filters.</summary>
public sealed record KpiMeasure(ModelMeasure Measure, LocalizedText Caption, LocalizedText? Note, IReadOnlyList<QueryFilter> Where);

/// <summary>Begins a new page on paper.</summary>
public sealed record PageBreakDefinition(string Id) : SectionDefinition(Id, LocalizedText.None, null);

/// <summary>The engagements behind the figures, with their sources.</summary>
/// <param name="Limit">The maximum number, newest first; null for the limit of the format.</param>
/// <param name="IsTimeline">True to draw them along time, above a row for each.</param>
public sealed record EngagementListDefinition(string Id, LocalizedText Title, LocalizedText? Note, int? Limit, bool IsTimeline)
    : SectionDefinition(Id, Title, Note);
