namespace Reporting.Api.OpenApi;

/// <summary>Marks an endpoint whose answers have an ETag.</summary>
public sealed record RevalidatedMetadata;
