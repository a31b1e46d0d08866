namespace Reporting.Api.Health;

/// <summary>How the program is, and the data version that it answers from.</summary>
public sealed record HealthResponse(string Status, long? DataVersion);
