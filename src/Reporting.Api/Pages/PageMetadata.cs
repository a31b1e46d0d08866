namespace Reporting.Api.Pages;

/// <summary>Marks an endpoint that people look at: its failures are pages too.</summary>
internal sealed record PageMetadata;
