using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>One figure: a <c>Value</c> as in <see cref="ValueFormat"/>, null where none is known.</summary>
public sealed record Kpi(string Measure, string Caption, object? Value, ValueFormat Format, string? Note)
{
    /// <summary>Against the period before; null where the report does not compare, or its period has an open end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KpiChange? Change { get; init; }
}
