using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.TestWarehouses.Feed;

/// <summary>Reads the rows of entity sets into memory as a given caller, for tests of visibility.</summary>
public static class FeedRowReader
{
    /// <summary>Every property of every row of a set, as visible to the caller.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> SetAsync(this TestWarehouse warehouse, string set, RowScope scope)
    {
        var asked = warehouse.Sets[set];
        var rows = await warehouse.ReadAsync(new FeedQuery { Set = asked, Columns = [.. asked.Properties.Select(p => new[] { p.Name })] }, scope);
        return rows.IsValue(out var value, out var problem) ? value : throw new InvalidOperationException(problem.Message);
    }

    /// <summary>The values of the query's columns, by path.</summary>
    public static async Task<Outcome<IReadOnlyList<IReadOnlyDictionary<string, object?>>>> ReadAsync(this TestWarehouse warehouse, FeedQuery query, RowScope scope)
    {
        if (!(await warehouse.Runners.Feed.ReadAsync(query, new Caller("test", [], scope, Visibility.Everything), CancellationToken.None)).IsValue(out var opened, out var problem))
        {
            return problem;
        }

        await using var answer = opened;
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (await answer.NextAsync(CancellationToken.None))
        {
            rows.Add(answer.Fields.ToDictionary(f => f.Name, f => Value(answer, f)));
        }

        return rows;
    }

    private static object? Value(FeedResult answer, FeedField field) => field.Kind switch
    {
        FeedPropertyType.Texts => answer.Texts(field),
        _ when answer.IsNull(field) => null,
        FeedPropertyType.Text => answer.Text(field),
        FeedPropertyType.Decimal => answer.Decimal(field),
        FeedPropertyType.Real => answer.Real(field),
        FeedPropertyType.Instant => answer.Instant(field),
        FeedPropertyType.Flag => answer.Flag(field),
        _ => answer.Whole(field),
    };
}
