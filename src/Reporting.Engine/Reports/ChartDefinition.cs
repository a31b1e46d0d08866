using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A chart of one measure; without <c>Series</c> it has one.</summary>
public sealed record ChartDefinition(string Id, Captions Title, Captions? Note, ChartKind Chart, ModelDimension Categories, ModelDimension? Series, ModelMeasure Measure)
    : SectionDefinition(Id, Title, Note);
