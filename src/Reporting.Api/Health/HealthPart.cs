namespace Reporting.Api.Health;

/// <summary>A part that is unwell: the setting that names it, and the error's code and words.</summary>
public sealed record HealthPart(string Part, string Code, string Detail);
