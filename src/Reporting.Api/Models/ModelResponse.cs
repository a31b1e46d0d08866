namespace Reporting.Api.Models;

/// <summary>The model. <c>Hierarchies</c> go from the coarsest level to the finest.</summary>
public sealed record ModelResponse(
    IReadOnlyList<MeasureResponse> Measures, IReadOnlyList<DimensionResponse> Dimensions, IReadOnlyList<IReadOnlyList<string>> Hierarchies);
