namespace Reporting.Engine.Reports.Documents;

/// <summary>A member; its code is null where a source does not state it at this level.</summary>
public sealed record AxisMember(string? Code, string Name);
