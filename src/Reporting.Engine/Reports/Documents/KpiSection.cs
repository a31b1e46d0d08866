using System.Text.Json.Serialization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A row of single figures.</summary>
public sealed record KpiSection(string Id, string Title, string? Note, IReadOnlyList<Kpi> Items)
    : ReportSection(Id, Title, Note);

/// <summary>One figure. <c>Value</c> has the type of its <see cref="ValueFormat"/>; null if unknown.</summary>
public sealed record Kpi(string Measure, string Caption, object? Value, ValueFormat Format, string? Note)
{
    /// <summary>The filters of the figure and its measure, beside those of the report.</summary>
    [JsonIgnore]
    public IReadOnlyList<QueryFilter> Where { get; init; } = [];

    /// <summary>The change against the previous period; null without a comparison, or if the period has an open end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KpiChange? Change { get; init; }
}

/// <summary>A figure against the previous period, both counted by the database.</summary>
/// <param name="Period">The years of the previous period: "2024", or "2017 to 2020".</param>
/// <param name="Before">The previous figure, of the same type as the current one.</param>
/// <param name="Difference">The current figure less the previous one; null if either is unknown.</param>
/// <param name="Ratio">The difference divided by the previous figure; null if that is below 10.</param>
public sealed record KpiChange(string Period, object? Before, object? Difference, double? Ratio);
