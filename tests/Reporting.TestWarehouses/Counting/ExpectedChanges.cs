using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>
/// Splits the difference of numbers of engagements with plain loops over the data of two states, written from docs/editions.md alone. Rules must show an
/// engagement of the earlier state as it was and as it is.
/// </summary>
public static class ExpectedChanges
{
    /// <summary>A line for each cell of either state: its members, the figures of today and before, and the parts of their difference.</summary>
    /// <param name="depth">The number of dimensions of the level.</param>
    public static IReadOnlyDictionary<string, string> Of(TestData then, TestData now, ReportQuery query, RowScope scope, int depth)
    {
        var today = now.Engagements.Where(e => OracleFilters.IsVisible(scope, e)).ToDictionary(e => e.Code);
        var before = then.Engagements.Where(e => scope.IsEverything || (OracleFilters.IsVisible(scope, e) && today.ContainsKey(e.Code))).ToDictionary(e => e.Code);
        var (old, current) = (Cells(before, query, depth), Cells(today, query, depth));
        var lines = new Dictionary<string, string>();
        foreach (var cell in old.Keys.Union(current.Keys))
        {
            var (left, entered) = (old.GetValueOrDefault(cell, []), current.GetValueOrDefault(cell, []));
            var parts = new[] { "new", "corrected", "recoded", "withdrawn" }.Select(reason =>
                entered.Except(left).LongCount(code => Reason(code) == reason) - left.Except(entered).LongCount(code => Reason(code) == reason));
            lines[cell] = $"{entered.Count} {left.Count} {entered.Count - left.Count} {string.Join(' ', parts)}";
        }

        return lines;

        string Reason(string code) =>
            !before.TryGetValue(code, out var was) ? "new"
            : !today.TryGetValue(code, out var isNow) ? "withdrawn"
            : Own(was, query).Equals(Own(isNow, query)) ? "recoded" : "corrected";
    }

    private static object Own(TestEngagement e, ReportQuery query) => (e.Start, e.Type, e.PlaceCode, e.Headcount, e.AmountCents, e.AmountCents is null ? null : e.AmountRest, e.Handling, query.Search is null ? null : e.Title);

    private static Dictionary<string, List<string>> Cells(Dictionary<string, TestEngagement> visible, ReportQuery query, int depth)
    {
        var kept = OracleFilters.Of(new TestData([.. visible.Values]), query, RowScope.Everything);
        return Cell.Of(kept, [.. query.By.Take(depth)]).ToDictionary(cell => string.Join('|', cell.Members.Select(m => m.Code ?? m.Name)), cell => cell.Parts.Select(p => p.Engagement.Code).ToList());
    }
}
