namespace Reporting.Engine.Reports.Documents;

/// <summary>The members along one side of a matrix or a chart, in order.</summary>
public sealed record Axis(string Dimension, string Caption, IReadOnlyList<AxisMember> Members);
