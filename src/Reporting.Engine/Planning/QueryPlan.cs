using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>What a question means: every name resolved against the model, every member against the warehouse.</summary>
public sealed record QueryPlan
{
    /// <summary>See <see cref="Queries.QueryId"/>; shapes no answer.</summary>
    public string Id { get; init; } = "none";

    public required IReadOnlyList<ModelMeasure> Measures { get; init; }

    public required IReadOnlyList<ModelDimension> By { get; init; }

    public required IReadOnlyList<PlannedFilter> Filters { get; init; }

    /// <summary>What the caller may see of it.</summary>
    public required PlannedScope Scope { get; init; }

    /// <summary>Lower case, as titles are stored for search; null for none.</summary>
    public string? Search { get; init; }

    public required IReadOnlyList<PlannedOrder> Order { get; init; }

    public required int Limit { get; init; }

    public required TotalsKind Totals { get; init; }

    /// <summary>The stretch whose empty periods are kept; null for none.</summary>
    public PlannedFill? Fill { get; init; }

    public required string Language { get; init; }

    /// <summary>The filters and the search in words.</summary>
    public string FilterText { get; init; } = string.Empty;

    /// <summary>The rules of counting that matter to it, in words.</summary>
    public IReadOnlyList<string> Counting { get; init; } = [];
}

/// <summary>Empty periods are kept from the first to the last day given, or from and to where the data begin and end.</summary>
public sealed record PlannedFill(ModelDimension Dimension, DateOnly? First, DateOnly? Last);

/// <summary>An order by a measure or by a dimension: one of the two is set.</summary>
public sealed record PlannedOrder(ModelMeasure? Measure, ModelDimension? Dimension, bool Descending);
