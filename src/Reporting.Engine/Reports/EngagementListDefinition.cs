using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>The engagements behind the figures, with their sources.</summary>
public sealed record EngagementListDefinition(string Id, Captions Title, Captions? Note)
    : SectionDefinition(Id, Title, Note);
