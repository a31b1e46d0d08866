using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A row of single figures; with <c>Change</c> each is set against the period before.</summary>
public sealed record KpiDefinition(string Id, Captions Title, Captions? Note, IReadOnlyList<KpiMeasure> Figures, bool Change)
    : SectionDefinition(Id, Title, Note);
