using Reporting.Engine.Access;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Problems;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Comparisons;

/// <summary>
/// Random pairs of histories of the same engagements, one as the edition of the other. Each cell is compared with an oracle that counts in plain C#.
/// REPORTING_DEEP=1 compares 2,000 pairs; REPORTING_SEED=n other ones.
/// </summary>
public abstract class ComparisonOracleTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ComparisonOracleTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : ComparisonOracleTests(output, WarehouseProvider.SqlServer);

    private const string Counted = "engagements";

    private static readonly int Seed = TestRun.Seed ?? 22;

    [EngineFact]
    public async Task The_parts_of_each_difference_are_those_that_the_oracle_counts()
    {
        var random = new Random(Seed);
        var engagements = new RandomData(random).Rich().Engagements.Zip(new RandomData(random).Rich().Engagements).ToList();
        var states = new List<TestWarehouse>();
        for (var i = 0; i < (TestRun.IsDeep ? 40 : 3); i++)
        {
            states.Add(await TestWarehouse.CreateAsync(State(engagements, random), engine));
        }

        var (compared, wanted, pair) = (0, TestRun.IsDeep ? 2_000 : 16, 0);
        for (; compared < wanted && pair < 2 * wanted; pair++)
        {
            var (then, now) = (states[random.Next(states.Count)], states[random.Next(states.Count)]);
            var questions = new RandomQueries(random, (random.Next(4) == 0 ? then : now).Data, now.Model);
            var (query, scope) = (questions.Next(), questions.Scope());
            query = query with { Measures = [Counted, .. query.Measures.Where(m => m != Counted).Take(random.Next(3))], Limit = ReportQuery.LargestLimit };
            var caller = new Caller("test", [], scope, Visibility.Everything);
            var text = $"pair {pair}: {QueryText.Of(query, scope)}";
            if (!(await now.Runners.Comparisons.RunAsync(query, then.AsEdition($"e{pair}"), caller, CancellationToken.None)).IsValue(out var table, out var problem))
            {
                Assert.True(problem.Is(ErrorCodes.TooManyRows) || (await now.AskAsync(query, scope)).Problem is not null || (await then.AskAsync(query, scope)).Problem is not null, $"{text}\n{problem.Code}: {problem.Message}");
                continue;
            }

            // Filled periods can take the whole page, so that rows with figures are beyond it.
            if (table.Rows.Count == ReportQuery.LargestLimit)
            {
                continue;
            }

            compared++;
            AssertLevel(table.Rows, query.By.Count, query, scope, then, now, text);
            table.Levels.ToList().ForEach(level => AssertLevel(level.Rows, level.By.Count, query, scope, then, now, text));
            if (table.Grand is { } grand)
            {
                AssertLevel([grand], 0, query, scope, then, now, text);
            }

            await AssertFiguresAsync(table, query, scope, now, text);
        }

        output.WriteLine($"{compared} pairs compared, {pair - compared} refused or larger than a page.");
        Assert.Equal(wanted, compared);
        foreach (var state in states)
        {
            await state.DisposeAsync();
        }
    }

    // Engagements that are equal in most states, and that differ in links, in fields of their own or in both, or that do not exist.
    private static TestData State(IReadOnlyList<(TestEngagement One, TestEngagement Other)> engagements, Random random) => new([.. engagements.Select(e => random.Next(20) switch
    {
        < 12 => e.One,
        < 15 => e.One with { Domains = e.Other.Domains, Lines = e.Other.Lines, Sources = e.Other.Sources },
        15 => e.One with { Title = e.Other.Title, Domains = e.Other.Domains },
        16 => e.One with { Start = e.Other.Start, Handling = e.Other.Handling },
        17 => e.Other,
        _ => null,
    }).OfType<TestEngagement>().OrderBy(_ => random.Next())]);

    private static void AssertLevel(IReadOnlyList<ResultRow> rows, int depth, ReportQuery query, RowScope scope, TestWarehouse then, TestWarehouse now, string text)
    {
        var expected = ExpectedChanges.Of(then.Data, now.Data, query, scope, depth);
        foreach (var row in rows)
        {
            var line = string.Join(' ', row.Values.Take(7));
            Assert.True(expected.GetValueOrDefault(Key(row), "0 0 0 0 0 0 0") == line, $"{text}\n{Key(row)}: {line} instead of {expected.GetValueOrDefault(Key(row))}");
            Assert.Equal(row.Values.Skip(3).Take(4).Sum(part => (long)part!), (long)row.Values[2]!);
        }

        // Cells with figures have rows.
        Assert.Empty(expected.Keys.Except(rows.Select(Key)));
    }

    // Rows and figures of today are those of the query without a comparison, in the same order.
    private static async Task AssertFiguresAsync(ResultTable table, ReportQuery query, RowScope scope, TestWarehouse now, string text)
    {
        if (!(await now.AskAsync(query, scope)).IsValue(out var plain, out _))
        {
            return;
        }

        var places = plain.Measures.Select(m => table.Measures.ToList().FindIndex(c => c.Id == m.Id)).ToList();
        var keys = plain.Rows.Select(Key).ToHashSet();
        Assert.True(plain.Rows.Select(Row).SequenceEqual(table.Rows.Where(row => keys.Contains(Key(row))).Select(row => Row(row with { Values = [.. places.Select(p => row.Values[p])] }))), text);
        Assert.All(plain.Measures, m => Assert.Contains(table.Measures, c => c.Id == m.Id + ComparedColumns.Before));

        string Row(ResultRow row) => $"{Key(row)} {string.Join(' ', row.Values)}";
    }

    private static string Key(ResultRow row) => string.Join('|', row.Members.Select(m => m.Code ?? m.Name));
}
