namespace Reporting.Engine.Markings;

/// <summary>A handling marking by code and by name.</summary>
public sealed record Marking(string Code, string Name);
