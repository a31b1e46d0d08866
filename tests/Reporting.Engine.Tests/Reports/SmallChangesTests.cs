using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Reports;

/// <summary>
/// Changes in percent of a base below ten, and changes of a period whose period before the data do not cover, are empty in sections of every kind. So are
/// shares under filters and those of an edition shown by their parts. The test counts again in a simple way.
/// </summary>
public abstract class SmallChangesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SmallChangesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SmallChangesTests(WarehouseProvider.SqlServer);

    private const string Head = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
        sections:

        """;

    private const string Changes = Head + """
          - {id: table, kind: table, titles: {en: T}, rows: year, measures: [engagements_change_pct, engagements.change_pct, engagements_change]}
          - {id: drawn, kind: chart, titles: {en: C}, chart: line, categories: year, measure: engagements_change_pct}
          - {id: by-type, kind: chart, titles: {en: S}, chart: line, categories: year, series: engagement_type, measure: engagements.change_pct}
          - {id: differences, kind: chart, titles: {en: D}, chart: line, categories: year, series: engagement_type, measure: engagements_change}
        """;

    private static readonly string[] Declared =
    [
        "  - {id: agreed_share, ratio: {of: agreements, to: engagements}, format: percent, captions: {en: Agreed share}}",
        "  - {id: known_share, count: agreed_share, where: {engagement_category: [agreement, dialogue]}, captions: {en: Known share}}",
    ];

    [EngineTheory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task A_change_needs_both_periods_and_one_in_percent_a_base_of_ten(int seed, bool beginsLater)
    {
        var data = new RandomData(new Random(seed)).Next(90, 120);
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var stated = data.Engagements.Where(e => !e.Start.IsUnknown).ToList();
        var first = stated.Min(e => e.Start.Year);
        var asked = beginsLater ? first + 1 : 0;
        var document = await TestReports.RunAsync(warehouse, Changes, beginsLater ? [$"years={asked}.."] : []);
        var (empty, full) = (0, 0);

        var table = document.Sections.OfType<TableSection>().Single();
        var drawn = document.Sections.OfType<ChartSection>().Single(s => s.Id == "drawn");
        foreach (var (row, code) in table.Rows.Zip(table.Codes).Where(r => int.TryParse(r.Second, out _)))
        {
            var year = int.Parse(code!);
            Assert.Equal([Percent(stated, year, asked), Percent(stated, year, 0), Change(stated, year, asked)], row.Skip(1));
            Assert.Equal(row[1], drawn.Series[0].Values[drawn.Categories.Members.ToList().FindIndex(m => m.Code == code)]);
            _ = row[2] is null ? empty++ : full++;
        }

        foreach (var id in new[] { "by-type", "differences" })
        {
            var chart = document.Sections.OfType<ChartSection>().Single(c => c.Id == id);
            Assert.All(chart.Series, series => Assert.All(chart.Categories.Members.Zip(series.Values), c => Assert.Equal(Cell(c.Second, series.Code, c.First.Code, id == "by-type" ? 0 : asked, id == "by-type"), c.Second)));
        }

        Assert.True(full > 0 && (beginsLater || empty > 0), $"{empty} empty, {full} not");

        // A cell without engagements may be missing, and then it is empty.
        object? Cell(object? cell, string? type, string? year, int from, bool isPercent = true) => !int.TryParse(year, out var number) || (cell is null && !stated.Exists(e => e.Type == type && e.Start.Year == number)) ? cell
            : isPercent ? Percent([.. stated.Where(e => e.Type == type)], number, from) : Change([.. stated.Where(e => e.Type == type)], number, from);

        object? Percent(IReadOnlyList<TestEngagement> all, int year, int from) =>
            year > Math.Max(first, from) && all.Count(e => e.Start.Year == year - 1) is >= Proportion.MinBase and var before ? (all.Count(e => e.Start.Year == year) - before) / (double)before : null;

        object? Change(IReadOnlyList<TestEngagement> all, int year, int from) =>
            year > Math.Max(first, from) ? (long)(all.Count(e => e.Start.Year == year) - all.Count(e => e.Start.Year == year - 1)) : null;
    }

    [EngineFact]
    public async Task A_share_under_filters_and_one_of_an_edition_are_shown_by_their_parts()
    {
        var model = ModelReader.Parse("engagements.yml", File.ReadAllText(RepositoryRoot.File("reports", "model", "engagements.yml")) + string.Join('\n', Declared) + "\n", File.ReadAllText(RepositoryRoot.File("reports", "model", "names.yml")));
        var data = new RandomData(new Random(1)).Next(150, 160);
        var earlier = data with { Engagements = [.. data.Engagements.Where((_, i) => i % 4 > 0)] };
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine, model);
        await using var then = await TestWarehouse.CreateAsync(earlier, engine, model);
        var run = TestReports.Read(warehouse, Head + "  - {id: table, kind: table, titles: {en: T}, rows: year, measures: [agreed_share, known_share]}", []) with { Compare = "small", Compared = then.AsEdition("small", model) };
        Assert.True((await warehouse.Runners.Reports.RunAsync(run, Caller.Local, CancellationToken.None)).IsValue(out var document, out var problem), problem?.Message);

        var (small, large) = (0, 0);
        var table = document.Sections.OfType<TableSection>().Single(s => s.Id == "table");
        Assert.All(table.Rows.Zip(table.Codes), row => Assert.Equal([Share(data, row.Second, false), Share(data, row.Second, true)], row.First.Skip(1)));
        var compared = document.Sections.OfType<TableSection>().Single(s => s.Id == "table-compared");
        Assert.Equal(["year", "agreed_share", "agreed_share.before", "agreed_share.difference", "known_share", "known_share.before", "known_share.difference"], compared.Columns.Select(c => c.Id));
        foreach (var (row, codes) in compared.Rows.Zip(compared.Compared!))
        {
            Assert.Equal([.. Both(codes[0], false), .. Both(codes[0], true)], row.Skip(1));
        }

        Assert.True(small > 0 && large > 0, $"{small} of small bases, {large} of others");

        object?[] Both(string? year, bool isFiltered)
        {
            var (now, before) = (Share(data, year, isFiltered), Share(earlier, year, isFiltered));
            _ = now is double && before is double ? large++ : small++;
            return [now, before, now is double a && before is double b ? a - b : null];
        }
    }

    private static object? Share(TestData data, string? year, bool isFiltered)
    {
        var all = data.Engagements.Where(e => (e.Start.IsUnknown ? null : $"{e.Start.Year:0000}") == year && (!isFiltered || e.Category is "agreement" or "dialogue")).ToList();
        return Proportion.Of(all.Count(e => e.Category == "agreement"), all.Count);
    }
}
