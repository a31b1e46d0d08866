using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>A query with every name resolved against the model, and every member against the warehouse.</summary>
public sealed record QueryPlan
{
    /// <summary>See <see cref="Queries.QueryId"/>. It does not change the result.</summary>
    public string Id { get; init; } = "none";

    public required IReadOnlyList<ModelMeasure> Measures { get; init; }

    public required IReadOnlyList<ModelDimension> By { get; init; }

    public required IReadOnlyList<PlannedFilter> Filters { get; init; }

    /// <summary>The engagements that the caller may see.</summary>
    public required PlannedScope Scope { get; init; }

    /// <summary>The same without the words of <see cref="Find"/>, which narrow the scope of a plan; null for a plan without words.</summary>
    public PlannedScope? Seen { get; init; }

    /// <summary>Engagements that the query leaves out, because it does not name their dimension (status or review).</summary>
    public Exclusions Excludes { get; init; }

    /// <summary>Scopes for measures that name such a dimension themselves, by what they let in. Empty where <see cref="Scope"/> is that scope.</summary>
    public IReadOnlyDictionary<Exclusions, PlannedScope> ScopesOfMeasures { get; init; } = NoScopes;

    /// <summary>The engagements to which relations are shown, whatever the query asks for. Null where <see cref="Scope"/> is that scope.</summary>
    public PlannedScope? RelatedScope { get; init; }

    /// <summary>The rules of the caller as conditions on states that are not in the star. Null where a plan reads only the star.</summary>
    public PlannedScope? Rules { get; init; }

    /// <summary>In lower case, as titles are stored for search; null for none.</summary>
    public string? Search { get; init; }

    /// <summary>The words of <see cref="ReportQuery.Find"/> in lower case; empty for none.</summary>
    public IReadOnlyList<string> Find { get; init; } = [];

    /// <inheritdoc cref="ReportQuery.Since"/>
    public int? Since { get; init; }

    public required IReadOnlyList<PlannedOrder> Order { get; init; }

    public required int Limit { get; init; }

    public required TotalsKind Totals { get; init; }

    /// <summary>The range whose empty periods are kept; null for none.</summary>
    public PlannedFill? Fill { get; init; }

    public required string Language { get; init; }

    /// <summary>The day of the data, against which days since the last engagement are counted; null for data without an import.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The states of commitments, and what came after agreements; null for a plan that needs neither.</summary>
    public PlannedCommitments? Commitments { get; init; }

    /// <inheritdoc cref="ReportQuery.AsOfDay"/>
    public DateOnly? AsOfDay { get; init; }

    /// <summary>The filters of filtered measures, by their definitions.</summary>
    public IReadOnlyDictionary<MeasureDefinition.Filtered, IReadOnlyList<PlannedFilter>> MeasureFilters { get; init; } = NoFilters;

    /// <summary>The divisor of shares of the level above; null without such a share.</summary>
    public PlannedParent? Parent { get; init; }

    /// <summary>Sets that it can be counted from; null where they were not looked for.</summary>
    public PlannedSets? Sets { get; init; }

    /// <summary>Periods that are counted together; null if each is counted alone.</summary>
    public PlannedWindows? Windows { get; init; }

    /// <summary>True where some measure is composed of the results of several statements.</summary>
    public bool IsComposed => Measures.Any(m => m.Kind is null);

    private static readonly Dictionary<MeasureDefinition.Filtered, IReadOnlyList<PlannedFilter>> NoFilters = [];

    private static readonly Dictionary<Exclusions, PlannedScope> NoScopes = [];

    /// <summary>A plan that finds rows and counts nothing.</summary>
    internal static QueryPlan OfRows(PlannedScope scope, IReadOnlyList<PlannedFilter> filters) =>
        new() { Measures = [], By = [], Filters = filters, Scope = scope, Order = [], Limit = ReportQuery.LargestLimit, Totals = TotalsKind.None, Language = "en" };

    /// <summary>The filters and the search in words.</summary>
    public string FilterText { get; init; } = string.Empty;

    /// <summary>The counting rules that apply, in words.</summary>
    public IReadOnlyList<string> Counting { get; init; } = [];
}

/// <summary>States derived for a day from the evidence that the caller sees. They are sent with statements as JSON.</summary>
/// <param name="Day">The key of the day. Agreements that begin later have no commitments yet.</param>
/// <param name="States">Rows of engagement, place in it, domain and state, by their keys.</param>
/// <param name="FollowUps">Rows of agreement and days to its first follow-up; -1 where it has no date.</param>
/// <param name="Handlings">By the handling of evidence and follow-ups, the keys of their agreements.</param>
public sealed record PlannedCommitments(int Day, string States, string FollowUps, IReadOnlyDictionary<string, string> Handlings)
{
    public long Characters => States.Length + (long)FollowUps.Length + Handlings.Values.Sum(h => (long)h.Length);
}

/// <summary>Empty periods are kept from the first to the last day. A missing end is that of the data.</summary>
public sealed record PlannedFill(ModelDimension Dimension, DateOnly? First, DateOnly? Last);

/// <summary>An order by a measure or by a dimension; one of both is set.</summary>
public sealed record PlannedOrder(ModelMeasure? Measure, ModelDimension? Dimension, bool Descending);
