using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Values that an import chooses from sources that disagree, and the review, in random queries: after an import, a second one, and its undo.</summary>
public abstract class ChosenValuesTests(ITestOutputHelper output, WarehouseProvider engine)
{
    private const int QuestionsOfAState = 12;

    public sealed class OnSqlite(ITestOutputHelper output) : ChosenValuesTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : ChosenValuesTests(output, WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Random_queries_count_chosen_values_and_reviews_as_the_oracle_does()
    {
        var (asked, answered) = (0, 0);
        for (var seed = 1; seed <= (TestRun.IsDeep ? 60 : 3); seed++)
        {
            var random = new Random(seed);
            var statements = new RandomStatements(random);
            var (first, second) = (statements.Next(), statements.Next());
            await using var warehouse = await TestWarehouse.CreateAsync(engine);
            await ImportAsync(first.File);
            await CompareAsync(first.Data, "first");
            await ImportAsync(second.File);
            await CompareAsync(second.Data, "second");
            Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
            await CompareAsync(first.Data, "undone");

            async Task ImportAsync(string file)
            {
                var refusals = (await warehouse.ImportAsync(file)).Refusals;
                Assert.True(refusals.Count == 0, string.Join('\n', refusals));
            }

            async Task CompareAsync(TestData data, string state)
            {
                var asking = new OracleComparison(warehouse, data);
                var questions = new RandomQueries(random, data, warehouse.Model);
                for (var i = 0; i < QuestionsOfAState; i++, asked++)
                {
                    var (query, scope) = (questions.Next(), questions.Scope());
                    var wrong = await asking.DifferenceAsync(query, scope);
                    Assert.True(wrong is null, $"seed {seed}, {state}: {QueryText.Of(query, scope)}\n{wrong}\n{QueryText.Of(data)}");
                }

                answered += asking.Answered;
            }
        }

        output.WriteLine($"{asked} queries: {answered} answered and compared, {asked - answered} refused.");
        Assert.True(answered > asked / 2, $"Only {answered} of {asked} queries were answered.");
    }
}
