using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Feed;

/// <summary>A query for rows of a set and some of their values.</summary>
public sealed record FeedQuery
{
    public required EntitySet Set { get; init; }

    /// <summary>Additional measures of the aggregated sets, by the names that queries use.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>The key of one row; null for many.</summary>
    public object? Key { get; init; }

    /// <summary>Steps of $apply, before all else. They may make other rows.</summary>
    public IReadOnlyList<FeedStep> Steps { get; init; } = [];

    public FeedExpression? Filter { get; init; }

    /// <summary>The paths of the values to read.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Columns { get; init; } = [];

    /// <summary>The requested order. The key is added, so that each row has one place.</summary>
    public IReadOnlyList<FeedOrder> Order { get; init; } = [];

    public int Skip { get; init; }

    /// <summary>The maximum number of rows; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The mark of the last row on the previous page (<see cref="FeedResult.Mark"/>); null for the first page.</summary>
    public IReadOnlyList<object?>? After { get; init; }

    /// <summary>True to count the rows of all pages too.</summary>
    public bool WithCount { get; init; }

    /// <summary>True to count rows and read none.</summary>
    public bool CountOnly { get; init; }

    /// <summary>The data version or the day after which the set of changes tells them; null for an address without it.</summary>
    public (int? Version, DateOnly? Day)? Since { get; init; }

    /// <summary>The values of composed measures, by the keys of the rows, or the rows of the set of changes; null if none is requested.</summary>
    internal ComposedRows? Composed { get; init; }

    /// <summary>The requested composed measures.</summary>
    internal IReadOnlyList<FeedProperty> ComposedProperties() =>
        [.. Paths().Select(p => Set.Property(p[^1])).OfType<FeedProperty>().Where(p => p.Composed is not null).Distinct()];

    /// <summary>Engagements that are usually left out and that a condition or a grouping includes by naming their dimension. A key that names one row includes all.</summary>
    internal Exclusions Named => Key is not null ? Exclusions.All : Paths(selects: false).Aggregate(Exclusions.None, (named, path) => named | path[^1] switch
    {
        "Status" => Exclusions.NotHeld,
        "Review" => Exclusions.Drafts,
        _ => Exclusions.None,
    });

    /// <summary>The shape of the query without its values: part of the id under which a database administrator finds it.</summary>
    internal string Shape() => $"set {Set.Name} {string.Join(' ', Paths().Select(p => string.Join('/', p)))}";

    /// <summary>The aggregate whose cells are the rows; for a set of the star, everything.</summary>
    internal ReportQuery ToReportQuery(SemanticModel model, ReportQuery everything)
    {
        if (Set.Rows is not FeedRows.Aggregates aggregates)
        {
            return everything;
        }

        // Include only the requested measures, since each costs a reading of its links.
        var measures = Paths().Select(p => Set.Property(p[^1])?.Measure).OfType<MeasureKind>().Distinct().Select(k => model.Measure(k).Id)
            .Concat(ComposedProperties().Select(p => p.Composed!.Id)).Distinct(StringComparer.Ordinal).ToList();
        return everything with { By = aggregates.By, Measures = measures.Count == 0 ? everything.Measures : measures };
    }

    /// <summary>All paths in the query.</summary>
    internal IEnumerable<IReadOnlyList<string>> Paths(bool selects = true)
    {
        var expressions = Steps.SelectMany(s => s switch
        {
            FeedStep.Filter filter => [filter.Condition],
            FeedStep.Compute compute => compute.Values.Select(v => v.Expression),
            FeedStep.Group group => group.Aggregates.Select(a => a.Of).OfType<FeedExpression>(),
            _ => Array.Empty<FeedExpression>(),
        });
        var groups = Steps.OfType<FeedStep.Group>().SelectMany(g => g.By);
        return (selects ? Columns : []).Concat(groups).Concat(expressions.Concat(selects ? Order.Select(o => o.By) : []).Append(Filter).OfType<FeedExpression>().SelectMany(Paths));
    }

    private static IEnumerable<IReadOnlyList<string>> Paths(FeedExpression expression) =>
        (expression is FeedExpression.Property property ? [property.Path] : Enumerable.Empty<IReadOnlyList<string>>()).Concat(expression.Parts.SelectMany(Paths));
}

/// <summary>A column of the rows.</summary>
public sealed record FeedField(string Name, FeedPropertyType Kind, bool IsNullable, int Ordinal, long Divisor);

/// <summary>A term of the order. Null is less than any value.</summary>
public sealed record FeedOrder(FeedExpression By, bool Descending);

/// <summary>Carries a problem out of a nested expression. The compiler catches it.</summary>
internal sealed class FeedQueryException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem => problem;
}
