using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>The engagements behind the figures, with their sources.</summary>
/// <param name="Limit">At most so many, newest first; null for as many as the format carries.</param>
public sealed record EngagementListDefinition(string Id, Captions Title, Captions? Note, int? Limit)
    : SectionDefinition(Id, Title, Note);
