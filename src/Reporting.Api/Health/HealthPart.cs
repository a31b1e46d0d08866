namespace Reporting.Api.Health;

/// <summary>A part with a problem: the setting that names it, the error code and the message.</summary>
public sealed record HealthPart(string Part, string Code, string Detail);
