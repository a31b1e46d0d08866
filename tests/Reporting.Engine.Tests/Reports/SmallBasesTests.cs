using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Reports;

/// <summary>A share of fewer than ten is shown by its parts: "1 of 3". The test counts both again in a simple way.</summary>
public abstract class SmallBasesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SmallBasesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SmallBasesTests(WarehouseProvider.SqlServer);

    private const string Sections = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
        sections:
          - {id: domains, kind: table, titles: {en: D}, rows: domain, measures: [engagement_share, people], order: -people, top: 2}
          - {id: all-domains, kind: table, titles: {en: A}, rows: domain, measures: [engagement_share]}
          - {id: within-row, kind: matrix, titles: {en: R}, rows: domain, columns: engagement_type, measure: engagements.share_of_row}
          - {id: median, kind: table, titles: {en: M}, rows: domain, measures: [engagement_share], order: -engagement_share, against: median}
          - {id: figures, kind: kpis, titles: {en: F}, measures: [engagement_share]}
          - {id: drawn, kind: chart, titles: {en: C}, chart: bar, categories: domain, measure: engagement_share}
        """;

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_share_has_its_part_and_its_base_where_the_base_is_below_ten(int seed)
    {
        var data = new RandomData(new Random(seed)).Rich();
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var (small, large) = (0, 0);
        foreach (var year in data.Engagements.Where(e => !e.Start.IsUnknown).GroupBy(e => e.Start.Year))
        {
            var all = year.ToList();
            var document = await TestReports.RunAsync(warehouse, Sections, $"years={year.Key:0000}");
            Of(document, "domains", all, skip: 2);
            Of(document, "all-domains", all, skip: 1);
            Median(document.Sections.OfType<TableSection>().Single(s => s.Id == "median"), all);
            Assert.Equal(Share(all.Count, all.Count), Assert.Single(document.Sections.OfType<KpiSection>().Single().Items).Value);
            var chart = document.Sections.OfType<ChartSection>().Single();
            Assert.Equal(chart.Categories.Members.Select(m => Share(all.Count(e => e.Domains.Any(d => d.Code == m.Code)), all.Count)), chart.Series[0].Values);
            var matrix = document.Sections.OfType<MatrixSection>().Single();
            foreach (var (i, row) in matrix.Rows.Members.Index())
            {
                var inRow = all.Where(e => e.Domains.Any(d => d.Code == row.Code)).ToList();
                foreach (var (j, column) in matrix.Columns.Members.Index().Where(c => matrix.Cells[i][c.Index] is not null and not 0d))
                {
                    Assert.Equal(Share(inRow.Count(e => e.Type == column.Code), inRow.Count), matrix.Cells[i][j]);
                }
            }

            _ = all.Count < Proportion.MinBase ? small++ : large++;
        }

        Assert.True(small > 0 && large > 0, $"{small} years below ten engagements, {large} of ten or more");
    }

    private static void Of(ReportDocument document, string id, IReadOnlyList<TestEngagement> all, int skip)
    {
        var table = document.Sections.OfType<TableSection>().Single(s => s.Id == id);
        Assert.Equal(table.Columns.Count, table.Rows[0].Count);
        foreach (var (i, row) in table.Rows.Index().Where(r => r.Index != table.OthersRow))
        {
            Assert.Equal(Share(all.Count(e => e.Domains.Any(d => d.Code == table.Codes[i])), all.Count), row[1]);
        }

        if (table.OthersRow >= 0)
        {
            var others = all.Count(e => e.Domains.Any(d => d.Code != TestData.Unknown && !table.Codes.Take(skip).Contains(d.Code)));
            Assert.Equal(Share(others, all.Count), table.Rows[table.OthersRow][1]);
        }

        Assert.Equal(Share(all.Count, all.Count), table.Total![1]);
    }

    private static void Median(TableSection table, IReadOnlyList<TestEngagement> all)
    {
        var counts = all.SelectMany(e => e.Domains).Where(d => d.Code != TestData.Unknown).CountBy(d => d.Code).Select(d => d.Value).OrderDescending().ToList();
        Assert.Equal(Share(counts[0], all.Count), table.Rows[0][1]);
        Assert.Equal(Share(counts[1 + ((counts.Count - 1) / 2)], all.Count), table.Rows[1][1]);
    }

    private static object? Share(int part, int whole) => Proportion.Of(part, whole);
}
