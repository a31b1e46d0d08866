using System.Diagnostics;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Problems;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>
/// Random questions about random models: declared measures of every form, their variants, calendars, groups, bands and pairs, under random row rules. The
/// product and the oracle give the same answer, or both refuse. A failure shows its seed; REPORTING_SEED=n asks those questions again, and REPORTING_DEEP=1
/// asks 10,000 (1,000 on a server).
/// </summary>
public abstract class RandomModelsTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : RandomModelsTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : RandomModelsTests(output, WarehouseProvider.SqlServer);

    private const int QuestionsOfAModel = 20;
    private const int MaxShown = 3;

    private readonly List<string> _wrong = [];
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _asked;
    private int _answered;

    [EngineFact]
    public async Task Random_questions_about_random_models_are_answered_as_the_rules_say()
    {
        var (seeds, begun) = (Seeds(), Stopwatch.GetTimestamp());
        foreach (var seed in seeds.TakeWhile(_ => _wrong.Count < MaxShown))
        {
            await AskAsync(seed);
        }

        output.WriteLine($"Seeds {seeds[0]} to {seeds[^1]}, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s: {_asked} questions, {_answered} answered as the oracle does, {_refused.Values.Sum()} refused by both.");
        output.WriteLine(string.Join('\n', _refused.OrderByDescending(r => r.Value).Select(r => $"{r.Value,6} {r.Key}")));
        Assert.True(_wrong.Count == 0, string.Join("\n\n", _wrong));
        Assert.True(_answered > _asked / 2, $"Only {_answered} of {_asked} questions were answered: the generator asks too much that is refused.");
    }

    private List<int> Seeds() => TestRun.Seed is { } only
        ? [only]
        : [.. Enumerable.Range(1, TestRun.IsDeep ? engine == WarehouseProvider.Sqlite ? 500 : 50 : 9)];

    private async Task AskAsync(int seed)
    {
        var random = new Random(seed);
        var declared = new RandomModel(random, $"s{seed}");

        // A rule that shows a twentieth of the engagements or less has a form of its own: a few models have enough of them for it.
        var data = seed % 6 == 0 ? new RandomData(random, hasStatus: true).Next(60, 120) : new RandomData(random, hasStatus: true).Next();
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine, declared.Model());
        var oracle = new Oracle(warehouse.Data, declared.Declared);
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        for (var i = 0; i < QuestionsOfAModel && _wrong.Count < MaxShown; i++, _asked++)
        {
            var (query, scope) = (declared.About(questions.Next()), questions.Rules());
            if (await DifferenceAsync(warehouse, oracle, declared, query, scope) is { } difference)
            {
                _wrong.Add($"seed {seed}: {QueryText.Of(query, scope)}\n{string.Join('\n', query.Measures.Select(m => $"{m}: {CountedMeasure.Named(m, declared.Declared)}"))}\n{difference}\n{declared.Declarations}\n{QueryText.Of(data)}");
            }
        }
    }

    private async Task<string?> DifferenceAsync(TestWarehouse warehouse, Oracle oracle, RandomModel declared, ReportQuery query, RowScope scope)
    {
        var why = ExpectedRefusals.Reason(query, VisibleData.Of(scope, warehouse.Data), warehouse.Model, declared.Declared);
        if (!(await warehouse.AskAsync(query, scope)).IsValue(out var answer, out var problem))
        {
            // Several days together, of every day of some years, can be too many: that depends on the limit, and no rule of counting foresees it.
            why ??= problem.Is(ErrorCodes.TooManyCells) && query.By.Contains("date") && query.Fill ? "too many days together" : null;
            if (why is null)
            {
                return $"refused, though the rules answer it: {problem.Code}: {problem.Message} {problem.Hint}";
            }

            var rule = $"{problem.Code} ({why})";
            _refused[rule] = _refused.GetValueOrDefault(rule) + 1;
            return null;
        }

        _answered++;
        return why is null ? ResultComparison.Difference(oracle.Ask(query, scope), answer) : $"answered, though the rules refuse it: {why}";
    }
}
