namespace Reporting.Api.Responses;

/// <summary>Marks an endpoint whose type is known only when it is answered: Accept rules nothing out.</summary>
internal sealed record AnyType;
