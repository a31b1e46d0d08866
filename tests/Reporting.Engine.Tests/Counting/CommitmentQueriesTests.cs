using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>
/// For random commitments, callers, filters and days, the product and the oracle give the same states. REPORTING_DEEP=1 asks 2,000 questions.
/// </summary>
public abstract class CommitmentQueriesTests(ITestOutputHelper output, WarehouseProvider engine)
{
    private const int QuestionsOfAWarehouse = 40;

    public sealed class OnSqlite(ITestOutputHelper output) : CommitmentQueriesTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : CommitmentQueriesTests(output, WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Random_commitments_have_the_states_of_the_counting_rules_on_any_past_day()
    {
        var (asked, refused, found) = (0, 0, new Dictionary<string, int>());
        foreach (var seed in Enumerable.Range(4711, TestRun.IsDeep ? 50 : 2))
        {
            var random = new Random(seed);
            var data = new RandomCommitments(random).AddTo(new RandomData(random, hasStatus: true).Next(10, 40));
            await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
            var queries = new RandomQueries(random, data, warehouse.Model);
            for (var i = 0; i < QuestionsOfAWarehouse; i++, asked++)
            {
                var (query, scope) = (Random(random, data, queries), random.Next(2) == 0 ? RowScope.Everything : queries.Scope());
                if (await AllAsync(warehouse, query, new Caller("test", [], scope, Visibility.Everything)) is not { } answer)
                {
                    refused++;
                    continue;
                }

                var expected = ExpectedCommitments.Of(data, query, scope);
                Assert.True(expected.Rows.SequenceEqual(answer.Rows), $"Seed {seed}, question {i}: {query}\nexpected\n{string.Join('\n', expected.Rows)}\nfound\n{string.Join('\n', answer.Rows)}");
                Assert.Equal(expected.States, answer.States);
                Assert.Equal(ExpectedCommitments.FollowUps(data, query, scope), answer.FollowUps);
                foreach (var (state, count) in answer.States)
                {
                    found[state] = found.GetValueOrDefault(state) + count;
                }
            }
        }

        output.WriteLine($"{asked} questions, of which {refused} name hidden members; {string.Join(", ", found.Select(f => $"{f.Value} {f.Key}"))}");
        Assert.All(CommitmentStates.All, state => Assert.True(found[state] > 0, state));
    }

    // Pages together have what one page would have. Null for a filter on a member that the caller does not see.
    private static async Task<(List<string> Rows, IReadOnlyDictionary<string, int> States, FollowUps FollowUps)?> AllAsync(TestWarehouse warehouse, CommitmentQuery query, Caller caller)
    {
        var rows = new List<string>();
        for (string? after = null; ;)
        {
            if (!(await warehouse.Runners.Commitments.ListAsync(query with { After = after }, caller, null, default)).IsValue(out var page, out var problem))
            {
                Assert.Equal("unknown-member", problem.Code);
                return null;
            }

            rows.AddRange(page.Commitments.Select(c => $"{c.Engagement!.Code}/{c.Code} {c.State} {c.Since:yyyy-MM-dd} {c.DaysLate}".TrimEnd()));
            if (page.Next is null)
            {
                Assert.Equal(rows.Count, page.Count);
                return (rows, page.States, page.FollowUps);
            }

            after = page.Next;
        }
    }

    private static CommitmentQuery Random(Random random, TestData data, RandomQueries queries)
    {
        var of = data.Engagements[random.Next(data.Engagements.Count)];
        return new CommitmentQuery(new ReportQuery { Measures = [], Limit = random.Next(3) == 0 ? 3 : 1000, Filters = random.Next(3) == 0 ? [queries.Filter()] : [] })
        {
            States = random.Next(3) == 0 ? [CommitmentStates.All[random.Next(5)], CommitmentStates.All[random.Next(5)]] : [],
            AsOfDay = random.Next(3) == 0 ? null : Day(random),
            DueFrom = random.Next(4) == 0 ? Day(random) : null,
            DueTo = random.Next(4) == 0 ? Day(random) : null,
            Engagement = random.Next(8) == 0 ? of.Code : null,
            Party = random.Next(6) == 0 ? of.Lines[0].Participant : null,
            Domain = random.Next(6) == 0 ? of.Domains[0].Code : null,
        };
    }

    // Often a first or last day of a month or year, where periods begin and end.
    private static DateOnly Day(Random random) => random.Next(2) == 0
        ? new DateOnly(random.Next(2021, 2026), random.Next(1, 13), 1).AddDays(-random.Next(2))
        : new DateOnly(2021, 1, 1).AddDays(random.Next(5 * 365));
}
