using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Reports;

/// <summary>How reports show years: earlier ones in one column where they do not fit, and the year before beside a single one. All is counted again in a simple way.</summary>
public abstract class YearsInReportsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : YearsInReportsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : YearsInReportsTests(WarehouseProvider.SqlServer);

    private const string Sections = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
        sections:
          - {id: all, kind: matrix, titles: {en: A}, rows: domain, columns: year, measure: engagements}
          - {id: first, kind: matrix, titles: {en: F}, rows: domain, columns: year, measure: engagements, top: 2}
          - {id: chart, kind: chart, titles: {en: C}, chart: column, categories: year, measure: engagements}
          - {id: map, kind: chart, titles: {en: M}, chart: heat_map, categories: domain, series: year, measure: engagements}
          - {id: types, kind: chart, titles: {en: G}, chart: line, categories: year, series: engagement_type, measure: engagements}
          - {id: table, kind: table, titles: {en: T}, rows: year, measures: [engagements, engagements_change, engagements_running, engagement_share]}
        """;

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Earlier_years_that_do_not_fit_on_a_page_are_one_column_that_counts_each_engagement_once(int seed)
    {
        var data = Spread(seed, 2003, 14);
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var document = await TestReports.RunAsync(warehouse, Sections);
        foreach (var matrix in document.Sections.OfType<MatrixSection>())
        {
            Assert.Equal([.. Enumerable.Range(2003, 14).Select(year => $"{year}"), null], matrix.Columns.Members.Select(m => m.Code));
            var lead = matrix.Lead!;
            Assert.Equal(("2003 to 2009", 7), (lead.Member.Name, lead.Replaces));
            Assert.Equal(Count(data, 2003, 2009, _ => true), lead.Total);
            Assert.Null(matrix.Note);
            foreach (var (i, row) in matrix.Rows.Members.Index())
            {
                var shown = matrix.Rows.Members.Select(m => m.Code).OfType<string>().ToList();
                var count = Count(data, 2003, 2009, e => e.Domains.Any(d => row.Code is null ? !shown.Contains(d.Code) : d.Code == row.Code));
                Assert.Equal((row.Name, count == 0 ? null : (object)count), (row.Name, lead.Cells[i]));
                if (count > 0)
                {
                    Assert.Equal(count, await TestReports.CountAsync(warehouse, matrix.Behind!.Of(row, lead.Member)!));
                }
            }

            Assert.Equal((long)lead.Total!, await TestReports.CountAsync(warehouse, matrix.Behind!.Of(null, lead.Member)!));
        }

        // Nine columns fit: eight years, and what is not stated.
        Assert.All((await TestReports.RunAsync(warehouse, Sections, "years=2009..2016")).Sections.OfType<MatrixSection>(), matrix => Assert.Null(matrix.Lead));
    }

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_count_without_engagements_is_0_in_each_year_and_where_no_year_is_stated(int seed)
    {
        var data = Spread(seed, 2003, 14);
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var chart = (await TestReports.RunAsync(warehouse, Sections)).Sections.OfType<ChartSection>().Single(s => s.Id == "types");
        Assert.Null(chart.Categories.Members[^1].Code);
        Assert.Contains(chart.Series, series => Equals(series.Values[^1], 0L));
        foreach (var series in chart.Series)
        {
            Assert.All(chart.Categories.Members.Zip(series.Values), cell =>
                Assert.Equal((long)data.Engagements.Count(e => e.Type == (series.Code ?? TestData.Unknown) && (e.Start.IsUnknown ? null : $"{e.Start.Year}") == cell.First.Code), cell.Second));
        }
    }

    [EngineTheory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_report_about_one_year_shows_the_year_before_beside_it(int seed)
    {
        var data = Spread(seed, 2012, 5);
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var document = await TestReports.RunAsync(warehouse, Sections, "years=2015");
        foreach (var matrix in document.Sections.OfType<MatrixSection>())
        {
            var lead = matrix.Lead!;
            Assert.Equal(("2014", 0, "2015"), (lead.Member.Code, lead.Replaces, Assert.Single(matrix.Columns.Members).Code));
            Assert.Equal((Count(data, 2014, 2014, _ => true), Count(data, 2015, 2015, _ => true)), (lead.Total, matrix.GrandTotal));
            var shown = matrix.Rows.Members.Select(m => m.Code).OfType<string>().ToList();
            Assert.True(matrix.HasOthers || data.Engagements.Where(e => e.Start.Year == 2014).SelectMany(e => e.Domains).All(d => shown.Contains(d.Code)));
            foreach (var (i, row) in matrix.Rows.Members.Index())
            {
                bool Has(TestEngagement e) => e.Domains.Any(d => row.Code is null ? !shown.Contains(d.Code) : d.Code == row.Code);
                Assert.Equal(Count(data, 2014, 2014, Has), lead.Cells[i] ?? 0L);
                Assert.Equal(Count(data, 2015, 2015, Has), matrix.Cells[i][0] ?? 0L);
            }

            Assert.Equal((long)lead.Total!, await TestReports.CountAsync(warehouse, matrix.Behind!.Of(null, lead.Member)!));
        }

        var (now, then) = (Count(data, 2015, 2015, _ => true), Count(data, 2014, 2014, _ => true));
        var charts = document.Sections.OfType<ChartSection>().ToList();
        Assert.Equal([then, now], charts[0].Series[0].Values);
        Assert.Equal(["2014", "2015"], charts[1].Series.Select(s => s.Code));

        var table = document.Sections.OfType<TableSection>().Single();
        Assert.Equal(["2014", "2015"], table.Codes);
        Assert.Equal(["2014", then, null, null, null], table.Rows[0]);
        Assert.Equal(["2015", now, now - then, now, Proportion.Of(now, now)], table.Rows[1]);
        Assert.Null(table.Total);
    }

    [EngineFact]
    public async Task A_year_is_shown_alone_if_the_data_do_not_cover_the_year_before()
    {
        var data = Spread(5, 2015, 2);
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var document = await TestReports.RunAsync(warehouse, Sections, "years=2015");
        Assert.All(document.Sections.OfType<MatrixSection>(), matrix => Assert.Null(matrix.Lead));
        Assert.Equal(["2015"], document.Sections.OfType<TableSection>().Single().Codes);
    }

    [EngineFact]
    public async Task A_table_and_a_heat_map_by_year_keep_years_without_engagements()
    {
        TestEngagement Of(int i, int year) => new() { Code = $"E{i}", Start = new PartialDate(year * 10_000) };
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([Of(1, 2011), Of(2, 2014), Of(3, 2014)]), engine);
        var document = await TestReports.RunAsync(warehouse, Sections);
        var map = document.Sections.OfType<ChartSection>().Single(c => c.Kind == ChartKind.HeatMap);
        Assert.Equal(["2011", "2012", "2013", "2014"], map.Series.Select(s => s.Code));
        Assert.Equal([1L, null, null, 2L], map.Series.Select(s => s.Values.Single()));
        var table = document.Sections.OfType<TableSection>().Single();
        Assert.Equal([("2011", (object?)1L), ("2012", 0L), ("2013", 0L), ("2014", 2L)], table.Codes.Select((code, i) => (code!, table.Rows[i][1])));
        Assert.Equal([1L, 1L, 1L, 3L], table.Rows.Select(row => row[3]));
    }

    /// <summary>Random engagements, evenly over some years, and a few without a date.</summary>
    private static TestData Spread(int seed, int first, int years)
    {
        var data = new RandomData(new Random(seed)).Rich();
        return data with { Engagements = [.. data.Engagements.Select((e, i) => e with { Start = i % 20 == 19 ? PartialDate.Unknown : new PartialDate(((first + (i % years)) * 10_000) + (i % 3 == 0 ? 0 : 315)) })] };
    }

    private static long Count(TestData data, int from, int to, Func<TestEngagement, bool> which) =>
        data.Engagements.LongCount(e => !e.Start.IsUnknown && e.Start.Year >= from && e.Start.Year <= to && which(e));
}
