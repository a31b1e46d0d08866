using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Changes;

public abstract class FigureChangesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : FigureChangesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : FigureChangesTests(WarehouseProvider.SqlServer);

    private static readonly Caller Public = new("public", [], new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]), Visibility.Everything);

    private static readonly ReportQuery[] Queries =
    [
        Ask("year"), Ask("domain", "year"), Ask("participant", "engagement_type"), Ask("domain_group"), Ask(),
        Ask("handling", "month") with { Filters = [new QueryFilter("domain", FilterMode.Links, ["x0", "x1"]) { MayBeAbsent = true }] },
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, TestRun.IsDeep ? 5 : 1)];

    /// <summary>Each pair of states of a random history is compared; the oracle counts from lists of engagements.</summary>
    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task The_parts_of_a_difference_add_up_and_have_the_reasons_of_the_oracle(int seed)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var history = new RandomHistory(warehouse, seed + 2000);
        var states = new List<State>();
        for (var step = 0; step < (TestRun.IsDeep ? 29 : 6); step++)
        {
            await history.StepAsync();
            states.Add(await StateAsync(warehouse));
        }

        foreach (var (old, now) in states.SelectMany((now, i) => states.Take(i + 1).Select(old => (old, now))))
        {
            for (var q = 0; q < Queries.Length; q++)
            {
                var changes = FigureChanges.Between(old.Cells[q], now.Cells[q]);
                Assert.All(changes, c => Assert.Equal(c.New - c.Old, c.Added + c.Corrected + c.Recoded + c.Withdrawn));
                Assert.Equal(now.Figures[q], changes.Where(c => c.New > 0).ToDictionary(c => c.Cell.ToString(), c => c.New).OrderBy(c => c.Key, StringComparer.Ordinal));
                if (Queries[q].By is ["domain", "year"])
                {
                    Assert.Equal(Expected(old.Listed, now.Listed), changes);
                }
            }
        }
    }

    private static ReportQuery Ask(params string[] by) => new() { Measures = ["engagements"], By = by, Limit = 10_000 };

    private static async Task<State> StateAsync(TestWarehouse warehouse)
    {
        var cells = new List<EngagementCells>();
        var figures = new List<IEnumerable<KeyValuePair<string, long>>>();
        foreach (var query in Queries)
        {
            cells.Add((await warehouse.Runners.Changes.CellsAsync(query, [query.By.Count], Public, CancellationToken.None)).Value![0]);
            var table = (await warehouse.Runners.Aggregates.RunAsync(query, Public, null, CancellationToken.None)).Value!;
            figures.Add(table.Rows.Where(r => (long)r.Values[0]! > 0)
                .ToDictionary(r => string.Join(" × ", r.Members.Select(m => m.Code ?? m.Name)), r => (long)r.Values[0]!).OrderBy(c => c.Key, StringComparer.Ordinal).ToList());
        }

        var listed = (await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = [], Limit = 10_000 }, null), Public, null, CancellationToken.None)).Value!.Engagements;
        return new State(cells, figures, listed.ToDictionary(e => e.Code));
    }

    // By domain and year, from whole engagements.
    private static IEnumerable<FigureChange> Expected(Dictionary<string, ListedEngagement> old, Dictionary<string, ListedEngagement> now) => Cells(old).Concat(Cells(now)).Distinct()
        .OrderBy(cell => cell.ToString(), StringComparer.Ordinal)
        .Select(cell =>
        {
            var (before, after) = (In(cell, old), In(cell, now));
            long Sum(Func<string, bool> of) => after.Except(before).LongCount(of) - before.Except(after).LongCount(of);
            bool Both(string code) => old.ContainsKey(code) && now.ContainsKey(code);
            bool Own(string code) => (old[code].Start, old[code].End, old[code].Type.Code, old[code].Headcount, old[code].Handling) != (now[code].Start, now[code].End, now[code].Type.Code, now[code].Headcount, now[code].Handling);
            return new FigureChange(cell, before.Count, after.Count, Sum(c => !old.ContainsKey(c)), Sum(c => Both(c) && Own(c)), Sum(c => Both(c) && !Own(c)), Sum(c => !now.ContainsKey(c)));
        });

    private static IEnumerable<CellKey> Cells(Dictionary<string, ListedEngagement> all) => all.Values.SelectMany(e => e.Domains.Select(d => new CellKey([d.Code, $"{e.Start.Year}"])));

    private static List<string> In(CellKey cell, Dictionary<string, ListedEngagement> all) => [.. all.Values.Where(e => $"{e.Start.Year}" == cell.Codes[1] && e.Domains.Any(d => d.Code == cell.Codes[0])).Select(e => e.Code)];

    private sealed record State(IReadOnlyList<EngagementCells> Cells, IReadOnlyList<IEnumerable<KeyValuePair<string, long>>> Figures, Dictionary<string, ListedEngagement> Listed);
}
