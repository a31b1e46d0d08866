using Reporting.Engine.Feed;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Feed;

/// <summary>Selects the rows after a place in an order, so rows inserted before it do not move the page. Null is less than any value.</summary>
internal sealed class KeysetSql(SqlValues values, SqlDialect dialect, IWarehouseEngine engine)
{
    public string After(IReadOnlyList<(Term Term, bool Descending)> order, IReadOnlyList<object?> place)
    {
        if (order.Count != place.Count || order.Zip(place).Any(p => !Fits(p.First.Term, p.Second)))
        {
            throw new FeedQueryException(Malformed);
        }

        var condition = string.Empty;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var (term, descending) = order[i];
            var behind = Behind(term, descending, place[i]);
            condition = condition.Length == 0 ? behind : $"({behind} OR ({Same(term, place[i])} AND {condition}))";
        }

        // Lets an index over the first term begin where the page begins.
        var (first, down) = order[0];
        return order.Count > 1 && place[0] is { } value && !first.IsNullable && first.Kind != FeedPropertyType.Text
            ? $"{first.Exact} {(down ? "<=" : ">=")} {Value(value)} AND {condition}"
            : condition;
    }

    public static readonly Problem Malformed = new(
        ErrorCodes.MalformedSkiptoken, "The $skiptoken does not belong to this query.", "Use the @odata.nextLink of the previous page unchanged.");

    private string Behind(Term term, bool descending, object? value) => (value, descending) switch
    {
        (null, false) => $"{term.Exact} IS NOT NULL",
        (null, true) => "1 = 0",
        (_, false) => $"{term.Exact} > {Value(value)}",
        (_, true) when term.IsNullable => $"({term.Exact} < {Value(value)} OR {term.Exact} IS NULL)",
        _ => $"{term.Exact} < {Value(value)}",
    };

    private string Same(Term term, object? value) => value switch
    {
        null => $"{term.Exact} IS NULL",
        string => dialect.Functions.TextEquals(term.Exact, Value(value)),
        _ => $"{term.Exact} = {Value(value)}",
    };

    private string Value(object value) => values.Add(value switch
    {
        DateTimeOffset instant => engine.Timestamp(instant),
        bool flag => flag ? 1 : 0,
        _ => value,
    });

    private static bool Fits(Term term, object? value) => value switch
    {
        null => term.IsNullable,
        string => term.Kind == FeedPropertyType.Text,
        DateTimeOffset => term.Kind == FeedPropertyType.Instant,
        bool => term.Kind == FeedPropertyType.Flag,
        double => term is { Kind: FeedPropertyType.Real, Divisor: 1 },
        long => term.Kind is FeedPropertyType.Whole or FeedPropertyType.Long or FeedPropertyType.Day || term.Divisor != 1,
        _ => false,
    };
}
