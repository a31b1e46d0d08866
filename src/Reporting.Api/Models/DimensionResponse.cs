namespace Reporting.Api.Models;

/// <summary>A dimension. <c>Many</c>: an engagement may have several members. <c>Example</c>: how a period is written.</summary>
public sealed record DimensionResponse(
    string Id, string Caption, string Description, string? Parent, bool Many, string? Example, IReadOnlyList<string> Filters);
