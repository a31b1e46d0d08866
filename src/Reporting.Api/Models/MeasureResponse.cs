namespace Reporting.Api.Models;

/// <summary>A measure. <c>AddsUpOver</c> says of each dimension whether cells may be summed over its members.</summary>
public sealed record MeasureResponse(
    string Id, string Caption, string Description, string Format, string Additivity, IReadOnlyDictionary<string, bool> AddsUpOver, string? Needs);
