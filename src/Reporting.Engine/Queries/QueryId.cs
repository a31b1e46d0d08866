using Reporting.Warehouse.Text;

namespace Reporting.Engine.Queries;

/// <summary>
/// The id under which a database administrator finds a query. It hashes the shape of the query (measures, dimensions, filters and their numbers of
/// values), not the values. A server keeps one plan for each statement text, so the same query about another year must have the same text.
/// </summary>
public static class QueryId
{
    private const int Letters = 12;

    /// <param name="kind">The kind of result: a table, a list, members.</param>
    public static string Of(string kind, ReportQuery query)
    {
        var parts = new[] { kind, $"{query.Totals}", $"{query.Fill}", $"{string.IsNullOrWhiteSpace(query.Search)}", $"{query.After is null}" }
            .Append("measures").Concat(query.Measures)
            .Append("by").Concat(query.By)
            .Append("order").Concat(query.Order.Select(o => $"{o.Name} {o.Descending}"))
            .Append("filters").Concat(query.Filters.Select(f => $"{f.Dimension} {f.Mode} {Math.Min(f.Values.Count, QueryFilter.LongList)}"));
        if (query.Find is not null)
        {
            parts = parts.Append("find");
        }

        if (query.Since is not null)
        {
            parts = parts.Append("since");
        }

        return Sha256.Of(string.Join('\n', parts))[..Letters];
    }

    /// <summary>The comment before each statement of the query.</summary>
    internal static string Comment(string id) => $"/* reporting question {id} */\n";
}
