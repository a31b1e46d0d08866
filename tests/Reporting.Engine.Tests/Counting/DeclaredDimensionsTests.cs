using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;
using Xunit.Abstractions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>
/// Calendars, groups, bands, seasons and pairs: the product and the oracle give the same answers, with and without row rules. REPORTING_SEED=n asks the
/// questions of one seed; REPORTING_DEEP=1 asks ten times as many.
/// </summary>
public abstract class DeclaredDimensionsTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : DeclaredDimensionsTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : DeclaredDimensionsTests(output, WarehouseProvider.SqlServer);

    private const int QuestionsOfAWarehouse = 25;
    private const int MaxShown = 3;

    [EngineFact]
    public async Task Random_questions_about_declared_dimensions_are_answered_as_the_rules_say()
    {
        var (asked, answered, wrong, named) = (0, 0, new List<string>(), new HashSet<string>());
        var seeds = TestRun.Seed is { } only ? [only] : Enumerable.Range(1, TestRun.IsDeep ? 300 : 10);
        foreach (var seed in seeds.TakeWhile(_ => wrong.Count < MaxShown))
        {
            var random = new Random(seed);
            await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Next(), engine, SampleDimensions.Model());
            var asking = new OracleComparison(warehouse);
            var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
            for (var i = 0; i < QuestionsOfAWarehouse && wrong.Count < MaxShown; i++)
            {
                var (query, scope) = (With(random, questions.Next()), questions.Scope());
                named.UnionWith(query.By.Concat(query.Filters.Select(f => f.Dimension)));
                asked++;
                if (await asking.DifferenceAsync(query, scope) is { } difference)
                {
                    wrong.Add($"seed {seed}: {QueryText.Of(query, scope)}\n{difference}");
                }
            }

            answered += asking.Answered;
        }

        output.WriteLine($"{asked} questions: {answered} answered and compared, {asked - answered} refused.");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(TestRun.Seed is not null || SampleDimensions.Ids.All(named.Contains), $"Never asked: {string.Join(", ", SampleDimensions.Ids.Except(named))}.");
        Assert.True(TestRun.Seed is not null || answered > asked / 2, $"Only {answered} of {asked} were answered.");
    }

    [EngineFact]
    public async Task Measures_by_each_declared_dimension_are_answered_as_the_rules_say()
    {
        var random = new Random(7);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine, SampleDimensions.Model());
        var asking = new OracleComparison(warehouse);
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        foreach (var dimension in SampleDimensions.Ids.Select(id => warehouse.Model.Dimension(id).Value!))
        {
            foreach (var measure in warehouse.Model.Measures.Where(m => !m.IsOverTime || dimension.Time is not null).OrderBy(_ => random.Next()).Take(TestRun.IsDeep ? int.MaxValue : 4))
            {
                foreach (var (by, filters) in new (string[], QueryFilter[])[] { ([dimension.Id], []), ([dimension.Id], [questions.Filter()]), (["domain", dimension.Id], [dimension.Time is null ? questions.TwoMembers(dimension)! : questions.Filter()]) })
                {
                    var query = new ReportQuery { Measures = [measure.Id], By = by, Filters = [.. dimension.Time is null ? filters : []], Totals = TotalsKind.Levels };
                    var wrong = await asking.DifferenceAsync(query, RowScope.Everything);
                    Assert.True(wrong is null, $"{QueryText.Of(query, RowScope.Everything)}\n{wrong}");
                }
            }
        }
    }

    /// <summary>The blocks that docs/model.md gives an analyst, as they stand there.</summary>
    [EngineFact]
    public async Task The_recipe_of_the_documentation_adds_a_calendar_a_region_and_a_band()
    {
        var page = File.ReadAllText(RepositoryRoot.File("docs", "model.md"));
        var recipe = page[page.IndexOf("## Adding dimensions", StringComparison.Ordinal)..].Split("```yaml\n")[1].Split("```")[0];
        var model = ModelReader.Parse("engagements.yml", SampleDimensions.Text(recipe), File.ReadAllText(RepositoryRoot.File("reports", "model", "names.yml")));
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(3)).Rich(), engine, model);
        foreach (var id in new[] { "fiscal_year_us", "region", "size" })
        {
            var answer = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], By = [id], Totals = TotalsKind.Grand })).Value!;
            Assert.NotEmpty(answer.Rows);
            Assert.Equal(40L, answer.Grand!.Values[0]);
        }

        var south = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], By = ["region"], Filters = [new QueryFilter("region", FilterMode.Links, ["south-asia"])] })).Value!;
        Assert.Equal(["South Asia"], south.Rows.Select(r => r.Members[0].Name));
        Assert.Equal((long)warehouse.Data.Engagements.Count(e => e.Lines.Any(l => l.Country == "IN")), south.Rows[0].Values[0]);
    }

    [EngineFact]
    public async Task A_panel_of_pairs_has_true_zeros_and_says_what_they_mean()
    {
        TestLine Line(string participant, string country) => new(participant, "person", null, country, TestData.Unknown);
        TestEngagement Of(string code, int year, params TestLine[] lines) => new() { Code = code, Start = new PartialDate(year * 10000), Lines = lines };
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData(
        [
            Of("E1", 2021, Line("a", "IN"), Line("b", "IL")), Of("E2", 2023, Line("a", "IN"), Line("b", "IL"), Line("c", "FR")), Of("E3", 2022, Line("a", "IN"), Line("a", "IL")), Of("E4", 2022, Line("a", "IN")),
        ]), engine);
        var answer = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], By = ["country_pair", "year"], Fill = true, Totals = TotalsKind.Levels })).Value!;
        Assert.Equal(
            ["FR-IL 2021 0", "FR-IL 2022 0", "FR-IL 2023 1", "FR-IN 2021 0", "FR-IN 2022 0", "FR-IN 2023 1", "IL-IN 2021 1", "IL-IN 2022 0", "IL-IN 2023 1"],
            answer.Rows.Select(r => $"{r.Members[0].Code} {r.Members[1].Code} {r.Values[0]}"));
        Assert.Equal(4L, answer.Grand!.Values[0]);
        Assert.Contains("A zero means that none was recorded.", answer.Counting);
    }

    [EngineTheory]
    [InlineData("country_pair", "en", "A zero means that none was recorded.")]
    [InlineData("region", "hi", "शून्य का अर्थ है कि कोई गतिविधि दर्ज नहीं है।")]
    [InlineData("size", "he", "אפס פירושו שלא נרשמה אף פעילות.")]
    public async Task A_panel_of_declared_members_says_what_a_zero_means(string dimension, string language, string sentence)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(3)).Rich(), engine, SampleDimensions.Model());
        var query = new ReportQuery { Measures = ["engagements"], By = [dimension, "month"], Fill = true, Language = language };
        var panel = (await warehouse.AskAsync(query)).Value!;
        Assert.Contains(sentence, panel.Counting);
        Assert.Contains(panel.Rows, r => r.Values[0] is 0L);
        Assert.DoesNotContain(sentence, (await warehouse.AskAsync(query with { Fill = false })).Value!.Counting);
    }

    // Most questions have at least one of the dimensions.
    private static ReportQuery With(Random random, ReportQuery query)
    {
        var dimension = SampleDimensions.Ids[random.Next(SampleDimensions.Ids.Count)];
        return random.Next(4) == 0 || query.By.Contains(dimension) || dimension.StartsWith("fiscal", StringComparison.Ordinal) ? query : query with { By = [.. query.By.Take(2), dimension], Order = [], Fill = false, Measures = [.. query.Measures.Where(m => !m.StartsWith("engagements_", StringComparison.Ordinal)).DefaultIfEmpty("engagements")] };
    }
}
