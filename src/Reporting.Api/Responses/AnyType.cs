namespace Reporting.Api.Responses;

/// <summary>Marks an endpoint whose content type is not known in advance, so that Accept is not checked.</summary>
internal sealed record AnyType;
