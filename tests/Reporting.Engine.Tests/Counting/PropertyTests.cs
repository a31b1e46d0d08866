using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>
/// For random queries of random data, the product and the oracle give the same result. A failure shows its seed;
/// REPORTING_SEED=n repeats those queries, and REPORTING_DEEP=1 runs sixteen times as many, and every combination.
/// </summary>
public abstract class PropertyTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : PropertyTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : PropertyTests(output, WarehouseProvider.SqlServer);

    private const int QuestionsOfAWarehouse = 15;
    private const int MaxShown = 3;
    private const int RichSeed = 7;

    // The usual run asks one of so many; REPORTING_DEEP=1 asks all.
    private const int SharePerRun = 12;

    [EngineFact]
    public async Task Random_queries_of_random_warehouses_follow_the_counting_rules()
    {
        var (asked, answered, wrong) = (0, 0, new List<string>());
        foreach (var seed in Seeds(TestRun.IsDeep ? 400 : 15))
        {
            var random = new Random(seed);
            await using var warehouse = await TestWarehouse.CreateAsync(new RandomCommitments(random).AddTo(new RandomData(random, hasStatus: true).Next()), engine);
            var asking = new OracleComparison(warehouse);
            var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
            for (var i = 0; i < QuestionsOfAWarehouse && wrong.Count < MaxShown; i++, asked++)
            {
                await CheckAsync(asking, warehouse, seed, questions.Next(), questions.Scope(), wrong);
            }

            answered += asking.Answered;
        }

        Show(asked, answered, wrong);
    }

    // A filter doubles the queries, so the usual run asks only some of them with one. It asks about a twelfth of the pairs.
    [EngineFact]
    public async Task Every_measure_by_every_pair_of_dimensions_follows_the_counting_rules()
    {
        var (next, sample) = (0, new Random(RichSeed));
        await AskOfRichAsync((model, questions) =>
            from measure in model.Measures
            from first in model.Dimensions
            from second in model.Dimensions
            where string.CompareOrdinal(first.Id, second.Id) < 0
            where TestRun.IsDeep || sample.Next(SharePerRun) == 0
            from filters in TestRun.IsDeep || next++ % 4 == 0 ? new IReadOnlyList<QueryFilter>[] { [], [questions.Filter()] } : [[]]
            select new ReportQuery { Measures = [measure.Id], By = [first.Id, second.Id], Filters = filters, Totals = TotalsKind.Levels });
    }

    // The simplest queries have special short SQL, and random queries rarely cover them.
    [EngineFact]
    public async Task Every_measure_by_at_most_one_dimension_follows_the_counting_rules_for_all_filter_modes()
    {
        var sample = new Random(RichSeed);
        await AskOfRichAsync((model, questions) =>
            from measure in model.Measures
            from dimensions in model.Dimensions.Select(d => new[] { d.Id }).Append([])
            from filter in model.Dimensions.Where(d => d.IsMany).Select(questions.TwoMembers).OfType<QueryFilter>()
            where TestRun.IsDeep || sample.Next(SharePerRun) == 0
            select new ReportQuery { Measures = [measure.Id], By = dimensions, Filters = [filter] });
    }

    private async Task AskOfRichAsync(Func<SemanticModel, RandomQueries, IEnumerable<ReportQuery>> every)
    {
        var random = new Random(RichSeed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomCommitments(random).AddTo(new RandomData(random).Rich()), engine);
        var asking = new OracleComparison(warehouse);
        var (asked, wrong) = (0, new List<string>());
        foreach (var query in every(warehouse.Model, new RandomQueries(random, warehouse.Data, warehouse.Model)).TakeWhile(_ => wrong.Count < MaxShown))
        {
            asked++;
            await CheckAsync(asking, warehouse, RichSeed, query, RowScope.Everything, wrong);
        }

        Show(asked, asking.Answered, wrong);
    }

    private static IEnumerable<int> Seeds(int count) =>
        TestRun.Seed is { } seed ? [seed] : Enumerable.Range(1, count);

    private async Task CheckAsync(OracleComparison asking, TestWarehouse warehouse, int seed, ReportQuery query, RowScope scope, List<string> wrong)
    {
        if (await asking.DifferenceAsync(query, scope) is not null)
        {
            wrong.Add($"seed {seed}: {QueryText.Of(query, scope)}\nin short: {await CaseMinimizer.MinimizeAsync(query, scope, warehouse.Data, engine)}");
        }
    }

    private void Show(int asked, int answered, List<string> wrong)
    {
        output.WriteLine($"{asked} questions: {answered} answered and compared, {asked - answered} refused.");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(answered > asked / 2, $"Only {answered} of {asked} questions were answered: the generator asks too much that is refused.");
    }
}
