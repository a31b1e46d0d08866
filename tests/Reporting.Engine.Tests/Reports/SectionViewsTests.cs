using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Reports;

/// <summary>What a request adds to a report: filters on any dimension, levels of hierarchies, orders, and sections that show all their members.</summary>
public abstract class SectionViewsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SectionViewsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SectionViewsTests(WarehouseProvider.SqlServer);

    private const string Sections = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
        sections:
          - {id: headline, kind: headline, titles: {en: H}, rows: domain}
          - {id: figures, kind: kpis, titles: {en: F}, measures: [engagements, agreements], change: true}
          - {id: groups, kind: table, titles: {en: G}, rows: domain_group, measures: [engagements, people]}
          - {id: first, kind: table, titles: {en: T}, rows: domain, measures: [engagements, people], top: 3}
          - {id: matrix, kind: matrix, titles: {en: M}, rows: domain, columns: year, measure: engagements, order: -engagements}
          - {id: top, kind: matrix, titles: {en: N}, rows: domain, columns: year, measure: engagements, top: 4}
          - {id: chart, kind: chart, titles: {en: C}, chart: stacked_column, categories: year, series: domain_group, measure: allocated_engagements}
        """;

    [EngineFact]
    public async Task A_filter_on_any_dimension_counts_as_in_a_query_and_the_report_says_so()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var type = data.Engagements.Where(e => e.Type != TestData.Unknown).GroupBy(e => e.Type).MaxBy(g => g.Count())!.Key;
        var document = await TestReports.RunAsync(warehouse, Sections, $"filter.engagement_type={type}");
        var expected = (long)data.Engagements.Count(e => e.Type == type);
        Assert.Equal(expected, document.Sections.OfType<KpiSection>().Single().Items[0].Value);
        Assert.All(document.Sections.OfType<MatrixSection>(), matrix => Assert.Equal(expected, matrix.GrandTotal));

        var named = document.Parameters.Single(p => p.Id == "filter.engagement_type");
        Assert.Equal("Type", named.Caption);
        Assert.Contains(named.Value, document.Title, StringComparison.Ordinal);
        Assert.Contains(named.Value, document.Provenance.Filters, StringComparison.Ordinal);
        Assert.Contains(named.Value, document.Sections.OfType<HeadlineSection>().Single().Sentence, StringComparison.Ordinal);
        Assert.Contains(type.ToLowerInvariant(), document.FileName, StringComparison.Ordinal);
        var behind = document.Sections.OfType<MatrixSection>().First().Behind!;
        Assert.Contains($"engagement_type={type}", behind.Of(null, document.Sections.OfType<MatrixSection>().First().Columns.Members[0]), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_section_that_shows_all_leaves_out_the_filters_on_its_own_dimensions_and_no_others()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var domain = data.Engagements.SelectMany(e => e.Domains).GroupBy(d => d.Code).Where(g => g.Key != TestData.Unknown).MaxBy(g => g.Count())!.Key;
        var document = await TestReports.RunAsync(warehouse, Sections, $"filter.domain={domain}", "show.matrix=all");
        var plain = await TestReports.RunAsync(warehouse, Sections);
        var (matrix, all) = (Matrix(document, "matrix"), Matrix(plain, "matrix"));
        Assert.Equal(all.Rows.Members, matrix.Rows.Members);
        Assert.Equal(all.GrandTotal, matrix.GrandTotal);
        Assert.Equal("Not filtered by Domain.", matrix.Note);
        Assert.Equal([domain], Matrix(document, "top").Rows.Members.Select(m => m.Code));
        Assert.Equal((long)data.Engagements.Count(e => e.Domains.Any(d => d.Code == domain)), Matrix(document, "top").GrandTotal);

        // A filter on another dimension holds for it too.
        var both = await TestReports.RunAsync(warehouse, Sections, $"filter.domain={domain}", "filter.engagement_category=agreement", "show.matrix=all");
        Assert.Equal((await TestReports.RunAsync(warehouse, Sections, "filter.engagement_category=agreement")).Sections.OfType<MatrixSection>().First().GrandTotal, Matrix(both, "matrix").GrandTotal);
    }

    [EngineFact]
    public async Task The_chart_and_the_table_of_a_headline_keep_their_members_while_its_sentence_is_about_the_chosen_one()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var domain = data.Engagements.SelectMany(e => e.Domains).GroupBy(d => d.Code).Where(g => g.Key != TestData.Unknown).MaxBy(g => g.Count())!.Key;
        var year = data.Engagements.Where(e => e.Start.Year > 0).GroupBy(e => e.Start.Year).MaxBy(g => g.Count())!.Key;
        var plain = Headline(await TestReports.RunAsync(warehouse, Sections));
        var chosen = Headline(await TestReports.RunAsync(warehouse, Sections, $"filter.domain={domain}", $"filter.year={year}", "show.headline-trend=all", "show.headline-top=all"));
        Assert.Equal(plain.Trend!.Categories.Members, chosen.Trend!.Categories.Members);
        Assert.Equal((long)data.Engagements.Count(e => e.Start.Year == year && e.Domains.Any(d => d.Code == domain)), chosen.Figure.Value);
        Assert.Equal(data.Engagements.Count(e => e.Domains.Any(d => d.Code == domain)), chosen.Trend.Series[0].Values.Sum(v => v as long? ?? 0));
        Assert.True(chosen.Top.Rows.Count > 1);
        Assert.Equal((long)data.Engagements.Count(e => e.Start.Year == year), chosen.Top.Total![1]);
        Assert.Equal(("Not filtered by Year.", "Not filtered by Domain."), (chosen.Trend.Note, chosen.Top.Note));
        Assert.Empty(chosen.Leaders);

        // Without these, the parts follow every filter.
        var narrow = Headline(await TestReports.RunAsync(warehouse, Sections, $"filter.domain={domain}"));
        Assert.Equal([domain], narrow.Top.Codes);
        Assert.Null(narrow.Top.Note);
    }

    [EngineFact]
    public async Task A_chosen_month_is_named_in_words_and_a_note_says_why_nothing_is_compared()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var start = data.Engagements.Select(e => e.Start).First(date => date.IsExact);
        var document = await TestReports.RunAsync(warehouse, Sections, $"years={start.Year}", $"filter.month={start.Year}-{start.Month:00}");
        Assert.Contains(Engine.Languages.Language.English.Date(new PartialDate((start.Year * 10_000) + (start.Month * 100))), document.Title, StringComparison.Ordinal);
        Assert.Contains("the filters name a part of the period", document.Sections.OfType<KpiSection>().Single().Note, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_row_counts_the_engagements_that_are_in_no_pair_of_countries()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        const string Pairs = """
            titles: {en: Test}
            descriptions: {en: Test.}
            sections:
              - {id: table, kind: table, titles: {en: T}, rows: country_pair, measures: [engagements, people], order: -engagements, top: 2}
              - {id: all, kind: table, titles: {en: A}, rows: country_pair, measures: [engagements]}
              - {id: matrix, kind: matrix, titles: {en: M}, rows: country_pair, columns: year, measure: engagements, order: -engagements, top: 2}
            """;
        var document = await TestReports.RunAsync(warehouse, Pairs);
        var alone = data.Engagements.Where(e => !e.Lines.Index().Any(a => e.Lines.Index().Any(b => a.Index != b.Index && (a.Item.Participant != b.Item.Participant || a.Item.Participant == TestData.Unknown)
            && a.Item.Country != b.Item.Country && a.Item.Country != TestData.Unknown && b.Item.Country != TestData.Unknown))).ToList();
        Assert.NotEmpty(alone);
        foreach (var table in document.Sections.OfType<TableSection>())
        {
            Assert.Equal(("No partner", (long)alone.Count, 1), ((string)table.Rows[^1][0]!, (long)table.Rows[^1][1]!, table.NotStated));
        }

        var matrix = Matrix(document, "matrix");
        Assert.Equal((new AxisMember(null, "No partner"), (long)alone.Count), (matrix.Rows.Members[^1], matrix.RowTotals[^1]));
        var year = matrix.Columns.Members.Index().First(m => m.Item.Code is not null);
        Assert.Equal(alone.Count(e => $"{e.Start.Year:0000}" == year.Item.Code), matrix.Cells[^1][year.Index] as long? ?? 0);
    }

    private static HeadlineSection Headline(ReportDocument document) => document.Sections.OfType<HeadlineSection>().First();

    [EngineFact]
    public async Task A_section_is_shown_at_another_level_with_the_figures_of_that_level()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var document = await TestReports.RunAsync(warehouse, Sections, "level.groups=domain", "level.matrix=domain_group,quarter", "level.chart=month");
        var table = document.Sections.OfType<TableSection>().Single(t => t.Id == "groups");
        Assert.Equal("domain", table.Columns[0].Id);
        Assert.Equal("G – Domain", table.Title);
        foreach (var (code, row) in table.Codes.Zip(table.Rows))
        {
            Assert.Equal((long)data.Engagements.Count(e => e.Domains.Any(d => d.Code == code)), row[1]);
        }

        var matrix = Matrix(document, "matrix");
        Assert.Equal(("domain_group", "quarter"), (matrix.Rows.Dimension, matrix.Columns.Dimension));
        Assert.Equal((long)data.Engagements.Count, matrix.GrandTotal);
        Assert.Equal("month", document.Sections.OfType<ChartSection>().Single().Categories.Dimension);
    }

    [EngineFact]
    public async Task A_table_and_a_matrix_have_the_order_of_a_column_with_the_same_figures()
    {
        var (warehouse, _) = await DataAsync();
        await using var disposed = warehouse;
        var plain = await TestReports.RunAsync(warehouse, Sections);
        var (matrix, top) = (Matrix(plain, "matrix"), Matrix(plain, "top"));
        var year = matrix.Columns.Members.First(m => m.Code is not null);
        foreach (var (asked, descending) in new[] { ("-" + year.Code, true), (year.Code!, false), ("-engagements", true), ("engagements", false), ("domain", false) })
        {
            var document = await TestReports.RunAsync(warehouse, Sections, $"order.matrix={asked}", $"order.top={asked}");
            Check(matrix, Matrix(document, "matrix"), asked.TrimStart('-'), descending);
            Check(top, Matrix(document, "top"), asked.TrimStart('-'), descending);
        }

        var groups = (await TestReports.RunAsync(warehouse, Sections, "order.groups=-people")).Sections.OfType<TableSection>().Single(t => t.Id == "groups");
        var people = groups.Rows.SkipLast(groups.NotStated).Select(row => (long)row[2]!).ToList();
        Assert.Equal(people.OrderDescending(), people);

        // A top N is the first of that order.
        var table = plain.Sections.OfType<TableSection>().Single(t => t.Id == "first");
        var least = (await TestReports.RunAsync(warehouse, Sections, "order.first=engagements")).Sections.OfType<TableSection>().Single(t => t.Id == "first");
        Assert.True((long)least.Rows[0][1]! <= (long)table.Rows[^2][1]!);
        Assert.Equal(table.Total, least.Total);
    }

    [EngineTheory]
    [InlineData("filter.domian=space", "unknown-parameter", "Did you mean 'filter.domain'?")]
    [InlineData("filter.domain=", "empty-value", null)]
    [InlineData("level.matrix=participant", "bad-choice", null)]
    [InlineData("level.matrix=mnth", "bad-choice", "Did you mean 'month'?")]
    [InlineData("level.matrx=month", "unknown-parameter", "Did you mean 'level.matrix'?")]
    [InlineData("order.groups=-peple", "unknown-order", "Did you mean 'people'?")]
    [InlineData("order.chart=year", "unknown-parameter", null)]
    [InlineData("show.matrix=yes", "bad-choice", null)]
    [InlineData("show.headline-trend=yes", "bad-choice", null)]
    [InlineData("show.headline-tren=all", "unknown-parameter", "Did you mean 'show.headline-trend'?")]
    [InlineData("level.chart=domain", null, null)]
    public void What_a_report_does_not_have_is_refused_with_a_hint(string given, string? code, string? hint)
    {
        var model = Engine.Model.ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml"));
        var definition = new ReportDefinitionReader(model).Parse("test", Sections);
        var pair = KeyValuePair.Create(given.Split('=')[0], given.Split('=')[1]);
        var answer = new ReportParameters(new QueryParameters(model), TimeProvider.System).Read(definition, [pair], new FormatLimits(100, 100), Caller.Local);
        Assert.Equal(code, answer.Problem?.Code);
        Assert.Equal(hint ?? answer.Problem?.Hint, answer.Problem?.Hint);
    }

    [EngineFact]
    public async Task A_chosen_period_is_compared_with_nothing()
    {
        var (warehouse, data) = await DataAsync();
        await using var _ = warehouse;
        var year = data.Engagements.Where(e => !e.Start.IsUnknown).Max(e => e.Start.Year);
        var document = await TestReports.RunAsync(warehouse, Sections, $"years={year - 1}..{year}", $"filter.year={year}");
        Assert.All(document.Sections.OfType<KpiSection>().Single().Items, kpi => Assert.Null(kpi.Change));
        Assert.Equal((long)data.Engagements.Count(e => e.Start.Year == year), document.Sections.OfType<KpiSection>().Single().Items[0].Value);
    }

    private static void Check(MatrixSection plain, MatrixSection ordered, string column, bool descending)
    {
        // The same rows with the same figures …
        Assert.Equal(plain.GrandTotal, ordered.GrandTotal);
        Assert.Equal(plain.Rows.Members.Select(m => m.Code).Order(), ordered.Rows.Members.Select(m => m.Code).Order());
        foreach (var (i, member) in ordered.Rows.Members.Index())
        {
            var before = plain.Rows.Members.ToList().IndexOf(member);
            Assert.Equal(plain.Cells[before], ordered.Cells[i]);
            Assert.Equal(plain.RowTotals[before], ordered.RowTotals[i]);
        }

        // … in another order. What is not stated, and the others, stay last.
        var apart = ordered.Rows.NotStated + (ordered.HasOthers ? 1 : 0);
        if (column == "domain")
        {
            var codes = ordered.Rows.Members.SkipLast(apart).Select(m => m.Code!).ToList();
            Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
            return;
        }

        var place = ordered.Columns.Members.ToList().FindIndex(m => m.Code == column);
        var values = (place < 0 ? ordered.RowTotals : [.. ordered.Cells.Select(row => row[place])]).SkipLast(apart).OfType<long>().ToList();
        Assert.Equal(descending ? values.OrderDescending() : values.Order(), values);
    }

    private static MatrixSection Matrix(ReportDocument document, string id) => document.Sections.OfType<MatrixSection>().Single(m => m.Id == id);

    private async Task<(TestWarehouse Warehouse, TestData Data)> DataAsync()
    {
        var data = new RandomData(new Random(7)).Rich();
        return (await TestWarehouse.CreateAsync(data, engine), data);
    }
}
