using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>
/// Random questions about random declared measures and variants: the product and the oracle give the same answer. A failure shows its seed;
/// REPORTING_SEED=n asks those questions again, and REPORTING_DEEP=1 asks 10,000.
/// </summary>
public abstract class ComposedMeasuresTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ComposedMeasuresTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : ComposedMeasuresTests(output, WarehouseProvider.SqlServer);

    private const int QuestionsOfAWarehouse = 20;

    private static readonly bool Deep = Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1";

    [EngineFact]
    public async Task Random_questions_about_random_declared_measures_are_answered_as_the_rules_say()
    {
        var (asked, answered, wrong) = (0, 0, new List<string>());
        foreach (var seed in int.TryParse(Environment.GetEnvironmentVariable("REPORTING_SEED"), out var only) ? [only] : Enumerable.Range(1, Deep ? 500 : 15))
        {
            var random = new Random(seed);
            var measures = new RandomMeasures(random);
            var data = new RandomData(random).Next();
            await using var warehouse = await TestWarehouse.CreateAsync(data, engine, measures.Model());
            var oracle = new Oracle(warehouse.Data, measures.Declared);
            var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
            for (var i = 0; i < QuestionsOfAWarehouse && wrong.Count < 3; i++, asked++)
            {
                var (query, scope) = (measures.About(questions.Next()), questions.Scope());
                var why = ExpectedRefusals.Reason(query, VisibleData.Of(scope, warehouse.Data), warehouse.Model, measures.Declared);
                var outcome = await warehouse.AskAsync(query, scope);
                var difference = !outcome.IsValue(out var answer, out var problem) ? why is null ? $"refused, though the rules answer it: {problem.Code}: {problem.Message} {problem.Hint}" : null
                    : why is not null ? $"answered, though the rules refuse it: {why}"
                    : ResultComparison.Difference(oracle.Ask(query, scope), answer);
                answered += answer is null ? 0 : 1;
                if (difference is not null)
                {
                    wrong.Add($"seed {seed}: {QueryText.Of(query, scope)}\n{string.Join('\n', query.Measures.Select(m => CountedMeasure.Named(m, measures.Declared)))}\n{difference}");
                }
            }
        }

        output.WriteLine($"{asked} questions: {answered} answered and compared, {asked - answered} refused.");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(answered > asked / 2, $"Only {answered} of {asked} questions were answered: the generator asks too much that is refused.");
    }
}
