using Reporting.Engine.Model;

namespace Reporting.Engine.Queries;

/// <summary>Totals of the first dimensions of <c>By</c>.</summary>
public sealed record ResultLevel(IReadOnlyList<ModelDimension> By, IReadOnlyList<ResultRow> Rows);
