using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>A parameter of a report: years bound the question, members filter it.</summary>
public sealed record ReportParameter(string Id, ParameterKind Kind, ModelDimension Dimension, LocalizedText Caption)
{
    /// <summary>What members keep: their links, or engagements with any or all of them.</summary>
    public FilterMode Match { get; init; } = FilterMode.Links;

    /// <summary>At most so many members.</summary>
    public int? Most { get; init; }

    /// <summary>What holds when the parameter is not given, written as it would be given; empty for everything.</summary>
    public IReadOnlyList<string> Default { get; init; } = [];
}
