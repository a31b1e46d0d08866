using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>A parameter of a report: years limit the query, members filter it.</summary>
public sealed record ReportParameter(string Id, ParameterKind Kind, ModelDimension Dimension, LocalizedText Caption)
{
    /// <summary>The mode of a filter by members: their links, or engagements with any or all of them. None filters nothing: a section shows the member.</summary>
    public FilterMode Match { get; init; } = FilterMode.Links;

    /// <summary>The maximum number of members.</summary>
    public int? Most { get; init; }

    /// <summary>True if the report has no meaning without a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The id of another parameter that must have other members; null for none.</summary>
    public string? DistinctFrom { get; init; }

    /// <summary>The value when the parameter is absent, as it would be written; empty for everything.</summary>
    public IReadOnlyList<string> Default { get; init; } = [];
}
