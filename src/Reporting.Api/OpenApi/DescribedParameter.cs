namespace Reporting.Api.OpenApi;

/// <summary>A parameter as the OpenAPI document describes it.</summary>
public sealed record DescribedParameter(string Name, string Description, string Example, bool InPath = false);
