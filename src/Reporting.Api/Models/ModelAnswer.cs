namespace Reporting.Api.Models;

/// <summary>The model. <c>Hierarchies</c> go from the coarsest level to the finest.</summary>
public sealed record ModelAnswer(
    IReadOnlyList<MeasureAnswer> Measures, IReadOnlyList<DimensionAnswer> Dimensions, IReadOnlyList<IReadOnlyList<string>> Hierarchies);
