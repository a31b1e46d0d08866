using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Reports;

/// <summary>The sections of a report ask their queries side by side and share equal ones. The document is that of one query after another.</summary>
public abstract class SectionsSideBySideTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SectionsSideBySideTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SectionsSideBySideTests(WarehouseProvider.SqlServer);

    private const string Sections = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
          - {id: pair, kind: members, dimension: country_pair, match: none, most: 1, captions: {en: Pair}}
        sections:
          - {id: headline, kind: headline, titles: {en: H}, rows: domain}
          - {id: figures, kind: kpis, titles: {en: F}, measures: [engagements, people], change: true}
          - {id: types, kind: chart, titles: {en: T}, chart: stacked_column, categories: year, series: engagement_type, measure: engagements}
          - {id: domains, kind: table, titles: {en: D}, rows: domain, measures: [engagements], order: -engagements, top: 2}
          - {id: matrix, kind: matrix, titles: {en: M}, rows: domain, columns: year, measure: engagements, top: 2}
          - {id: groups, kind: chart, titles: {en: G}, chart: line, categories: year, series: domain_group, measure: allocated_engagements}
          - {id: pairs, kind: table, titles: {en: P}, rows: country_pair, measures: [engagements], order: -engagements, against: median, member: pair}
        """;

    [EngineTheory]
    [InlineData(1, "")]
    [InlineData(2, "years=2024")]
    [InlineData(3, "filter.domain_group=digital&show.matrix=all")]
    public async Task A_report_whose_queries_run_one_by_one_is_the_same_document(int seed, string pairs)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(seed)).Rich(), engine);
        var run = TestReports.Read(warehouse, Sections, pairs.Split('&', StringSplitOptions.RemoveEmptyEntries));

        // With one place and no queue, a second query at the same time would be refused.
        var narrow = warehouse.RunnersOver(warehouse.Connections, new QueryOptions { MaxRunning = 1, MaxHeavy = 1, MaxWaiting = 0 });
        var alone = await DocumentAsync(narrow.Reports, run);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(alone, await DocumentAsync(warehouse.RunnersOver(warehouse.Connections).Reports, run));
        }
    }

    [EngineFact]
    public async Task A_query_that_several_sections_need_runs_once()
    {
        using var log = new StatementLog();
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(4)).Rich(), engine);
        var run = TestReports.Read(warehouse, Sections, []);
        var before = Asked().Count;
        await DocumentAsync(warehouse.Runners.Reports, run);
        var asked = Asked().Skip(before).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.GroupBy(text => text).Where(same => same.Count() > 1).Select(same => same.Key));

        // The same report again asks nothing: its tables are kept for the data version.
        await DocumentAsync(warehouse.Runners.Reports, run);
        Assert.Equal(before + asked.Count, Asked().Count);

        List<string> Asked() => [.. log.Of(engine, warehouse.ConnectionString).Where(text => text.Contains("SELECT", StringComparison.Ordinal) && text.Contains("/* reporting question", StringComparison.Ordinal))];
    }

    [EngineFact]
    public async Task Queries_that_begin_together_read_once_whether_all_engagements_were_held_and_reviewed()
    {
        using var log = new StatementLog();
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(6)).Rich(), engine);
        using var start = new Barrier(8);
        await Task.WhenAll(new[] { "year", "domain", "month", "participant", "engagement_type", "domain_group", "quarter", "country_pair" }.Select(by => Task.Factory.StartNew(async () =>
        {
            start.SignalAndWait();
            var answer = await warehouse.Runners.Aggregates.RunAsync(new ReportQuery { Measures = ["engagements"], By = [by] }, Caller.Local, null, CancellationToken.None);
            Assert.True(answer.IsValue(out _, out var problem), problem?.Message);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        Assert.All(["StatusKey", "ReviewKey"], column => Assert.Single(log.Of(engine, warehouse.ConnectionString),
            text => text.Contains("/* reporting question status */", StringComparison.Ordinal) && text.Contains($"f.{column} <> 0", StringComparison.Ordinal)));
    }

    [EngineFact]
    public async Task A_problem_of_one_section_ends_the_report_and_leaves_no_query_running()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(9)).Rich(), engine);
        var runners = warehouse.RunnersOver(warehouse.Connections, new QueryOptions { MaxRunning = 1, MaxHeavy = 1, MaxWaiting = 0 });
        for (var i = 0; i < 3; i++)
        {
            var refused = await runners.Reports.RunAsync(TestReports.Read(warehouse, Sections, ["pair=FR-XX"]), Caller.Local, CancellationToken.None);
            Assert.Equal("'country_pair' has no member 'FR-XX'.", refused.Problem?.Message);
            Assert.NotNull((await runners.Aggregates.RunAsync(new ReportQuery { Measures = ["engagements"] }, Caller.Local, null, CancellationToken.None)).Value);
        }
    }

    [EngineFact]
    public async Task A_report_that_is_cancelled_ends_as_cancelled()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(5)).Rich(), engine);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.Runners.Reports.RunAsync(TestReports.Read(warehouse, Sections, []), Caller.Local, stop.Token));
    }

    private static async Task<string> DocumentAsync(ReportRunner reports, ReportRun run)
    {
        Assert.True((await reports.RunAsync(run, Caller.Local, CancellationToken.None)).IsValue(out var document, out var problem), problem?.Message);
        return JsonSerializer.Serialize<object>(document.Sections.Select(s => (object)s)) + document.Provenance + document.FileName
            + string.Join(' ', document.Sections.OfType<ChartSection>().SelectMany(c => c.Series).Select(s => s.Colour));
    }
}
