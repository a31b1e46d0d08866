using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A row of single figures.</summary>
public sealed record KpiSection(string Id, string Title, string? Note, IReadOnlyList<Kpi> Items)
    : ReportSection(Id, Title, Note);

/// <summary>One figure: a <c>Value</c> as in <see cref="ValueFormat"/>, null where none is known.</summary>
public sealed record Kpi(string Measure, string Caption, object? Value, ValueFormat Format, string? Note)
{
    /// <summary>Against the period before; null where the report does not compare, or its period has an open end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KpiChange? Change { get; init; }
}

/// <summary>A figure against the period before: both as the database counted them, and what lies between.</summary>
/// <param name="Period">The years of the period before: "2024", or "2017 to 2020".</param>
/// <param name="Before">The figure then, of the same type as the figure now.</param>
/// <param name="Difference">Now less then; null where either is not known.</param>
/// <param name="Ratio">The difference divided by the figure then; null on a base of 0.</param>
public sealed record KpiChange(string Period, object? Before, object? Difference, double? Ratio);
