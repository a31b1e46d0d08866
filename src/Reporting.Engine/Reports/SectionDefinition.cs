using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A section of a report, before it is asked.</summary>
public abstract record SectionDefinition(string Id, Captions Title, Captions? Note);
