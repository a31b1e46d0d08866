using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>What follows begins a new page on paper.</summary>
public sealed record PageBreakDefinition(string Id) : SectionDefinition(Id, Captions.None, null);
