using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Shrinks a failing query and its data to a minimal failing case.</summary>
internal static class CaseMinimizer
{
    public static async Task<string> MinimizeAsync(ReportQuery query, RowScope scope, TestData data, WarehouseProvider engine)
    {
        var failing = (Query: query, Scope: scope, Data: data);
        for (var smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in Smaller(failing.Query, failing.Scope, failing.Data))
            {
                if (await DifferenceAsync(candidate, engine) is not null)
                {
                    (failing, smaller) = (candidate, true);
                    break;
                }
            }
        }

        return $"{QueryText.Of(failing.Query, failing.Scope)}\n{await DifferenceAsync(failing, engine)}{QueryText.Of(failing.Data)}";
    }

    private static async Task<string?> DifferenceAsync((ReportQuery Query, RowScope Scope, TestData Data) asked, WarehouseProvider engine)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(asked.Data, engine);
        return await new OracleComparison(warehouse).DifferenceAsync(asked.Query, asked.Scope);
    }

    private static IEnumerable<(ReportQuery Query, RowScope Scope, TestData Data)> Smaller(ReportQuery query, RowScope scope, TestData data)
    {
        var engagements = data.Engagements;
        for (var size = engagements.Count / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= engagements.Count; at += size)
            {
                yield return (query, scope, new TestData([.. engagements.Take(at), .. engagements.Skip(at + size)]));
            }
        }

        var queries = Without(query.Measures).Where(m => m.Count > 0).Select(m => query with { Measures = m, Order = [] })
            .Concat(Without(query.By).Select(by => query with { By = by, Order = [] }))
            .Concat(Without(query.Filters).Select(f => query with { Filters = f }))
            .Concat(Without(query.Order).Select(o => query with { Order = o }))
            .Concat(query.Search is null ? [] : [query with { Search = null }])
            .Concat(query.Totals == TotalsKind.None ? [] : [query with { Totals = TotalsKind.None }]);
        foreach (var less in queries)
        {
            yield return (less, scope, data);
        }

        foreach (var rules in scope.Alternatives.SelectMany(Without))
        {
            yield return (query, new RowScope(rules), data);
        }
    }

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> items) =>
        items.Select((_, left) => (IReadOnlyList<T>)[.. items.Where((_, i) => i != left)]);
}
