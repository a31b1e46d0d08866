using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Engine.Tests.Reports;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Counting;

/// <summary>What is missing, by the rules of docs/counting.md. REPORTING_DEEP=1 asks 2,000 random questions.</summary>
public abstract class CompletenessTests(WarehouseProvider engine)
{
    private const int QuestionsOfAWarehouse = 40;

    public sealed class OnSqlite() : CompletenessTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CompletenessTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Random_queries_lack_what_the_oracle_counts()
    {
        foreach (var seed in Enumerable.Range(815, TestRun.IsDeep ? 50 : 2))
        {
            var random = new Random(seed);
            var data = new RandomData(random, hasStatus: true).Next(5, 40);
            await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
            var queries = new RandomQueries(random, data, warehouse.Model);
            for (var i = 0; i < QuestionsOfAWarehouse; i++)
            {
                var filters = Enumerable.Range(0, random.Next(3)).Select(_ => queries.Filter()).DistinctBy(f => (f.Dimension, f.Mode)).ToList();
                var (query, scope) = (new ReportQuery { Measures = [], Filters = filters }, random.Next(2) == 0 ? RowScope.Everything : queries.Scope());
                if (!(await warehouse.Runners.Completeness.RunAsync(query, new Caller("test", [], scope, Visibility.Everything), null, default)).IsValue(out var found, out var problem))
                {
                    Assert.Equal("unknown-member", problem.Code);
                    continue;
                }

                Assert.True(ExpectedCompleteness.Of(data, query, scope) == found.Completeness, $"Seed {seed}, question {i}: {string.Join(" ", filters)}\n{ExpectedCompleteness.Of(data, query, scope)}\n{found.Completeness}");
            }
        }
    }

    [EngineFact]
    public async Task A_record_keeps_the_day_of_its_first_import_when_it_is_corrected_and_when_that_is_undone()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var file = "Code,Title,Start,Type,Domain\na,A,2025-12-31,visit,x\nb,B,2026-01-05,visit,x\nc,C,2025,visit,\n";
        await warehouse.ImportAsync(file);
        var first = await ReadAsync(Caller.Local);
        Assert.Equal((3, 1, 3, 1, 3, 0), (first.Engagements, first.WithoutDay, first.WithoutPlace, first.WithoutDomain, first.WithoutSecondSource, first.MedianDaysToRecord));

        warehouse.Clock.Now += TimeSpan.FromDays(30);
        await warehouse.ImportAsync(file.Replace(",A,", ",A corrected,", StringComparison.Ordinal).Replace(",B,", ",B corrected,", StringComparison.Ordinal));
        Assert.Equal(first, await ReadAsync(Caller.Local));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(first, await ReadAsync(Caller.Local));

        await warehouse.ImportAsync("Code,Title,Start,Type,Domain\nd,D,2026-01-02,visit,x\n");
        // Of 2, 0 and 30 days.
        Assert.Equal(2, (await ReadAsync(Caller.Local)).MedianDaysToRecord);

        async Task<Completeness> ReadAsync(Caller caller) => (await warehouse.Runners.Completeness.RunAsync(new ReportQuery { Measures = [] }, caller, null, default)).Value!.Completeness;
    }

    [EngineFact]
    public async Task Numbers_of_dimensions_that_a_caller_does_not_see_are_null()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain\na,A,2025-12-31,visit,x\n");
        foreach (var dimensions in new string[][] { ["domain"], ["domain", "confidence"] })
        {
            // Confidence is hidden with the sources that it counts.
            var caller = Caller.Local with { Visible = new Visibility(new HashSet<string>(["engagements"]), new HashSet<string>(dimensions)) };
            Assert.Equal(new Completeness(1, null, null, 0, null, null), (await warehouse.Runners.Completeness.RunAsync(new ReportQuery { Measures = [] }, caller, null, default)).Value!.Completeness);
        }
    }

    [EngineFact]
    public async Task A_report_shows_no_gaps_to_a_caller_who_sees_none_of_them()
    {
        const string Sections = """
            titles: {en: Test}
            descriptions: {en: Test.}
            sections:
              - {id: line, kind: completeness, titles: {en: L}, line: true}
              - {id: table, kind: completeness, titles: {en: T}}
            """;
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain\na,A,2025-12-31,visit,x\n");
        var seen = await SectionsAsync("domain");
        Assert.StartsWith("Of 1 engagement, ", Assert.Single(Assert.IsType<TextSection>(seen[0]).Paragraphs), StringComparison.Ordinal);
        Assert.Single(Assert.IsType<TableSection>(seen[1]).Rows);
        Assert.All(await SectionsAsync("handling"), section => Assert.IsType<HiddenSection>(section));

        async Task<IReadOnlyList<ReportSection>> SectionsAsync(string dimension)
        {
            var caller = Caller.Local with { Visible = new Visibility(new HashSet<string>(["engagements"]), new HashSet<string>([dimension])) };
            return (await warehouse.Runners.Reports.RunAsync(TestReports.Read(warehouse, Sections, []), caller, default)).Value!.Sections;
        }
    }
}
