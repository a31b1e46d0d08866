using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A row of single figures.</summary>
public sealed record KpiDefinition(string Id, Captions Title, Captions? Note, IReadOnlyList<ModelMeasure> Measures)
    : SectionDefinition(Id, Title, Note);
