using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A section of a report, before it is asked.</summary>
public abstract record SectionDefinition(string Id, LocalizedText Title, LocalizedText? Note)
{
    /// <summary>Filters of this section alone, beside those that the parameters give.</summary>
    public IReadOnlyList<QueryFilter> Where { get; init; } = [];

    /// <summary>How its pages lie; null leaves it to what it needs.</summary>
    public PageOrientation? Orientation { get; init; }
}

/// <summary>A chart of one measure; without <c>Series</c> it has one.</summary>
/// <param name="Descending">Orders the categories by the measure, largest first.</param>
/// <param name="Top">Only so many categories; null for all.</param>
public sealed record ChartDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ChartKind Chart, ModelDimension Categories, ModelDimension? Series, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note);

/// <summary>One measure over rows × columns.</summary>
/// <param name="Descending">Orders the rows by their totals, largest first.</param>
/// <param name="Top">Only so many rows, and one more for the others; null for all.</param>
public sealed record MatrixDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ModelDimension Rows, ModelDimension Columns, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note);

/// <summary>Several measures of each member, with the total of each at its own grain.</summary>
/// <param name="Order">Null for the order of time or code.</param>
/// <param name="Top">Only so many rows, and one more for the others; null for all.</param>
public sealed record TableDefinition(
    string Id, LocalizedText Title, LocalizedText? Note, ModelDimension Rows, IReadOnlyList<ModelMeasure> Measures, QueryOrder? Order, int? Top)
    : SectionDefinition(Id, Title, Note);

/// <summary>Sentences for the reader; blank lines part paragraphs.</summary>
public sealed record TextDefinition(string Id, LocalizedText Title, LocalizedText? Note, LocalizedText Text)
    : SectionDefinition(Id, Title, Note);

/// <summary>A row of single figures; with <c>Change</c> each is set against the period before.</summary>
public sealed record KpiDefinition(string Id, LocalizedText Title, LocalizedText? Note, IReadOnlyList<KpiMeasure> Figures, bool Change)
    : SectionDefinition(Id, Title, Note);

/// <summary>One tile: a measure, by its own name or another, perhaps of some members only.</summary>
public sealed record KpiMeasure(ModelMeasure Measure, LocalizedText Caption, LocalizedText? Note, IReadOnlyList<QueryFilter> Where);

/// <summary>What follows begins a new page on paper.</summary>
public sealed record PageBreakDefinition(string Id) : SectionDefinition(Id, LocalizedText.None, null);

/// <summary>The engagements behind the figures, with their sources.</summary>
/// <param name="Limit">At most so many, newest first; null for as many as the format carries.</param>
public sealed record EngagementListDefinition(string Id, LocalizedText Title, LocalizedText? Note, int? Limit)
    : SectionDefinition(Id, Title, Note);
