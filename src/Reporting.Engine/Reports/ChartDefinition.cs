using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A chart of one measure; without <c>Series</c> it has one.</summary>
/// <param name="Descending">Orders the categories by the measure, largest first.</param>
/// <param name="Top">Only so many categories; null for all.</param>
public sealed record ChartDefinition(
    string Id, Captions Title, Captions? Note, ChartKind Chart, ModelDimension Categories, ModelDimension? Series, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note);
