using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Tests.Reports;

/// <summary>What reports add to queries: the remainder of a top N, and changes. The tests count both again in a simple way.</summary>
public abstract class ReportRunnerTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ReportRunnerTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ReportRunnerTests(WarehouseProvider.SqlServer);

    private const string Sections = """
        titles: {en: Test}
        descriptions: {en: Test.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
          - {id: group, kind: members, dimension: domain_group, captions: {en: Groups}}
          - {id: pair, kind: members, dimension: country_pair, match: none, most: 1, captions: {en: Pair}}
        sections:
          - {id: figures, kind: kpis, titles: {en: F}, measures: [engagements, people], change: true}
          - {id: gaps, kind: kpis, titles: {en: G}, figures: [{measure: engagements, captions: {en: No place}, where: {place_country: [unknown]}}]}
          - {id: domains, kind: table, titles: {en: D}, rows: domain, measures: [engagements, engagement_share, allocated_engagements, people], top: 2}
          - {id: people, kind: table, titles: {en: P}, rows: participant, measures: [engagements, people], top: 3}
          - {id: places, kind: matrix, titles: {en: M}, rows: place_country, columns: year, measure: engagements, top: 2}
          - {id: by-year, kind: matrix, titles: {en: Y}, rows: domain, columns: year, measure: engagements, top: 2}
          - {id: groups, kind: chart, titles: {en: G}, chart: line, categories: year, series: domain_group, measure: engagements}
          - {id: quarters, kind: matrix, titles: {en: Q}, rows: quarter, columns: domain, measure: engagements}
          - {id: months, kind: matrix, titles: {en: M}, rows: domain, columns: month, measure: engagements}
          - {id: square, kind: matrix, titles: {en: S}, rows: participant_country, columns: partner_country, measure: engagements, top: 2, top_columns: 3}
          - {id: compared, kind: table, titles: {en: C}, rows: country_pair, measures: [engagements, people, headcount, longest_gap_days], order: -engagements, against: median, member: pair}
          - {id: days, kind: matrix, titles: {en: D}, rows: date, columns: fiscal_year, measure: engagements}
        """;

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_remainder_of_a_top_N_counts_each_engagement_once(int seed)
    {
        var data = new RandomData(new Random(seed)).Rich();
        var document = await RunAsync(data);
        var all = data.Engagements;

        var domains = Table(document, "domains");
        var first = domains.Codes.Take(2).ToList();
        bool Outside(TestDomain domain) => !first.Contains(domain.Code);
        var others = all.Where(e => e.Domains.Any(Outside)).ToList();
        Assert.Equal("Others (overlapping)", domains.Rows[^1][0]);
        Assert.Equal((long)others.Count, domains.Rows[^1][1]);
        Assert.Equal(others.Count / (double)all.Count, (double)domains.Rows[^1][2]!, 12);
        Assert.Equal(others.Sum(e => e.Domains.Where(Outside).Sum(d => d.Parts)) / 2520d, (double)domains.Rows[^1][3]!, 12);
        Assert.Equal(People(others.SelectMany(e => e.Lines)), domains.Rows[^1][4]);
        Assert.Equal([null, (long)all.Count, 1d, (double)all.Count, People(all.SelectMany(e => e.Lines))], domains.Total);

        var people = Table(document, "people");
        bool IsOther(TestLine line) => !people.Codes.Take(3).Contains(line.Participant);
        Assert.Equal((long)all.Count(e => e.Lines.Any(IsOther)), people.Rows[^1][1]);
        Assert.Equal(People(all.SelectMany(e => e.Lines).Where(IsOther)), people.Rows[^1][2]);

        var years = document.Sections.OfType<MatrixSection>().Single(m => m.Id == "by-year");
        for (var j = 0; j < years.Columns.Members.Count; j++)
        {
            var year = years.Columns.Members[j].Code;
            var count = others.Count(e => year is null ? e.Start.IsUnknown : e.Start.Year.ToString("0000") == year);
            Assert.Equal(count == 0 ? null : (long?)count, years.Cells[^1][j]);
        }

        Assert.Equal((long)others.Count, years.RowTotals[^1]);
        var places = document.Sections.OfType<MatrixSection>().Single(m => m.Id == "places");
        Assert.Equal("Others", places.Rows.Members[^1].Name);
        Assert.Equal((long)all.Count, places.RowTotals.Cast<long>().Sum());
    }

    [EngineTheory]
    [InlineData]
    [InlineData("years=2022..2025", "group=digital,platforms")]
    public async Task Every_figure_links_to_as_many_engagements_as_it_shows_including_remainders_and_unknown_periods(params string[] pairs)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(4)).Rich(), engine);
        var runner = new ReportRunner(warehouse.Model, ClassificationLevels.Usual, warehouse.Runners.Aggregates, warehouse.Runners.Engagements);
        Assert.True((await runner.RunAsync(Question(warehouse, pairs), Caller.Local, CancellationToken.None)).IsValue(out var document, out var problem), problem?.Message);
        var (unstated, others) = (0, 0);
        foreach (var matrix in document.Sections.OfType<MatrixSection>())
        {
            AxisMember?[] rows = [.. matrix.Rows.Members, null], columns = [.. matrix.Columns.Members, null];
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < columns.Length; j++)
                {
                    var figure = (i == rows.Length - 1, j == columns.Length - 1) switch
                    {
                        (true, true) => matrix.GrandTotal,
                        (true, _) => matrix.ColumnTotals[j],
                        (_, true) => matrix.RowTotals[i],
                        _ => matrix.Cells[i][j],
                    };
                    var isOthers = matrix.HasOthers && i == rows.Length - 2;
                    if (figure is null || !((i + j) % 5 == 0 || isOthers || rows[i]?.Code is null || columns[j]?.Code is null))
                    {
                        continue;
                    }

                    var behind = matrix.Behind!.Of(rows[i], columns[j]);
                    Assert.True(behind is not null, $"{matrix.Id}: {rows[i]} × {columns[j]}");
                    Assert.Equal((behind, figure), (behind, (object)await CountAsync(warehouse, behind)));
                    others += isOthers ? 1 : 0;
                    unstated += new[] { rows[i], columns[j] }.Any(m => m is { Code: null } && !isOthers) ? 1 : 0;
                }
            }
        }

        Assert.True(others > 0 && unstated > 0, $"{others} of others, {unstated} of periods that are not stated");
    }

    [EngineTheory]
    [InlineData(null)]
    [InlineData("FR-IN")]
    public async Task One_pair_is_compared_with_the_median_of_all_others(string? pair)
    {
        var data = new RandomData(new Random(9)).Rich();
        var pairs = data.Engagements
            .SelectMany(e => PairsOf(e).Select(p => (Pair: p.Pair, Engagement: e, Lines: p.Lines))).GroupBy(p => p.Pair)
            .Select(g => (Pair: g.Key, Values: new object?[]
            {
                (long)g.Count(), People(g.SelectMany(p => p.Lines)),
                g.Any(p => p.Engagement.Headcount is not null) ? g.Sum(p => (long)(p.Engagement.Headcount ?? 0)) : null, LongestGap(g.Select(p => p.Engagement)),
            }))
            .OrderByDescending(p => (long)p.Values[0]!).ThenBy(p => p.Pair, StringComparer.Ordinal).ToList();
        var document = await RunAsync(data, pair is null ? [] : ["pair=" + pair]);
        var table = Table(document, "compared");
        var chosen = pairs.Single(p => p.Pair == (pair ?? pairs[0].Pair));
        var others = pairs.Where(p => p.Pair != chosen.Pair).ToList();
        Assert.Equal(chosen.Pair, table.Codes[0]);
        Assert.Equal(chosen.Values, table.Rows[0].Skip(1));
        Assert.Equal([$"Median of the other {others.Count}", .. Enumerable.Range(0, 4).Select(i => Median(others.Select(o => o.Values[i])))], table.Rows[1]);
        Assert.Equal((2, null), (table.Rows.Count, table.Total));
        Assert.Equal((long)data.Engagements.Count, document.Sections.OfType<KpiSection>().First().Items[0].Value);
        Assert.Equal(table.Rows[0][0], document.Parameters.Single(p => p.Id == "pair").Value);

        // The lower one of the two in the middle.
        static object? Median(IEnumerable<object?> values) => values.OfType<long>().Order().ToList() is { Count: > 0 } known ? known[(known.Count - 1) / 2] : null;

        static IEnumerable<(string Pair, IEnumerable<TestLine> Lines)> PairsOf(TestEngagement e) =>
            from one in e.Lines.Index()
            from other in e.Lines.Index()
            where one.Index != other.Index && (one.Item.Participant != other.Item.Participant || one.Item.Participant == TestData.Unknown)
                && string.CompareOrdinal(one.Item.Country, other.Item.Country) < 0 && one.Item.Country != TestData.Unknown && other.Item.Country != TestData.Unknown
            group new[] { one.Item, other.Item } by $"{one.Item.Country}-{other.Item.Country}" into pairs
            select (pairs.Key, pairs.SelectMany(p => p));

        static object? LongestGap(IEnumerable<TestEngagement> engagements)
        {
            var days = engagements.Where(e => !e.Start.IsUnknown).Select(e => e.Start.First!.Value.DayNumber).Order().ToList();
            return days.Count < 2 ? null : (long)days.Zip(days.Skip(1), (day, next) => next - day).Max();
        }
    }

    [EngineFact]
    public async Task A_matrix_of_the_first_rows_and_columns_has_the_totals_of_all()
    {
        var data = new RandomData(new Random(9)).Rich();
        var square = (await RunAsync(data)).Sections.OfType<MatrixSection>().Single(m => m.Id == "square");
        var countries = new[] { "FR", "IL", "IN", "US", TestData.Unknown };
        var (rows, columns) = (First(2, (c, e) => e.Lines.Any(l => l.Country == c)), First(3, (c, e) => Meets(e, null, c)));
        Assert.Equal(rows, square.Rows.Members.SkipLast(1).Select(m => m.Code));
        Assert.Equal(columns, square.Columns.Members.Select(m => m.Code));
        Assert.Equal(columns.Select(c => (object?)Count(e => Meets(e, null, c))), square.ColumnTotals);
        Assert.Equal([.. rows.Select(r => (object?)Count(e => e.Lines.Any(l => l.Country == r))), Count(e => e.Lines.Any(l => !rows.Contains(l.Country)))], square.RowTotals);
        Assert.Equal((long)data.Engagements.Count, square.GrandTotal);
        Assert.Equal("Showing the first 3 of 5 members.", square.Note);
        foreach (var (i, row) in rows.Index())
        {
            Assert.Equal(columns.Select(c => Count(e => Meets(e, row, c)) is var n and > 0 ? (object?)n : null), square.Cells[i]);
        }

        List<string> First(int count, Func<string, TestEngagement, bool> has) =>
            [.. countries.OrderByDescending(c => Count(e => has(c, e))).ThenBy(c => c, StringComparer.Ordinal).Take(count)];
        long Count(Func<TestEngagement, bool> which) => data.Engagements.LongCount(which);
        static bool Meets(TestEngagement e, string? row, string column) =>
            e.Lines.Index().Any(a => (row is null || a.Item.Country == row)
                && e.Lines.Index().Any(b => a.Index != b.Index && b.Item.Country == column && (a.Item.Participant != b.Item.Participant || a.Item.Participant == TestData.Unknown)));
    }

    [EngineFact]
    public async Task A_pair_that_the_data_do_not_have_is_refused_as_in_a_filter()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(9)).Rich(), engine);
        var runner = new ReportRunner(warehouse.Model, ClassificationLevels.Usual, warehouse.Runners.Aggregates, warehouse.Runners.Engagements);
        var refused = await runner.RunAsync(Question(warehouse, "pair=FR-XX"), Caller.Local, CancellationToken.None);
        Assert.Equal("'country_pair' has no member 'FR-XX'.", refused.Problem!.Message);
    }

    [EngineFact]
    public async Task Series_have_the_same_order_in_every_language_with_unknown_members_last()
    {
        var orders = new List<string>();
        foreach (var language in (string[])["en", "hi", "he"])
        {
            var chart = (await RunAsync(new RandomData(new Random(8)).Rich(), "lang=" + language)).Sections.OfType<ChartSection>().Single();
            orders.Add(string.Join(' ', chart.Series.Select(s => s.Code)));
        }

        Assert.Equal(["digital platforms unknown"], orders.Distinct());
    }

    [EngineFact]
    public async Task A_figure_is_compared_with_the_preceding_period_of_the_same_length()
    {
        var data = new RandomData(new Random(5)).Rich();
        var kpis = (await RunAsync(data, "years=2024..2025")).Sections.OfType<KpiSection>().First();
        var (now, then) = (Count(2024, 2025), Count(2022, 2023));
        Assert.Equal(now, kpis.Items[0].Value);
        Assert.Equal(new KpiChange("2022 to 2023", then, now - then, then == 0 ? null : (now - then) / (double)then), kpis.Items[0].Change);
        Assert.Null((await RunAsync(data, "years=2024..")).Sections.OfType<KpiSection>().First().Items[0].Change);

        long Count(int from, int to) => data.Engagements.Count(e => !e.Start.IsUnknown && e.Start.Year >= from && e.Start.Year <= to);
    }

    [EngineFact]
    public async Task A_figure_with_its_own_members_ignores_the_reports_filters()
    {
        var data = new RandomData(new Random(6)).Rich();
        var document = await RunAsync(data, "group=digital");
        var gaps = document.Sections.OfType<KpiSection>().Single(k => k.Id == "gaps");
        Assert.Equal((long)data.Engagements.Count(e => e.PlaceCountry == TestData.Unknown && e.Domains.Any(d => d.Group == "digital")), gaps.Items[0].Value);
        Assert.Equal(("No place", "Domain group: The digital"), (gaps.Items[0].Caption, document.Provenance.Filters));
    }

    [EngineFact]
    public async Task The_rows_behind_a_report_add_up_to_its_allocated_engagements()
    {
        var data = new RandomData(new Random(7)).Rich();
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var (runner, question, caller) = (new ReportRunner(warehouse.Model, ClassificationLevels.Usual, warehouse.Runners.Aggregates, warehouse.Runners.Engagements), Question(warehouse), Caller.Local);
        Assert.True((await runner.OpenDataAsync(question, caller, CancellationToken.None)).IsValue(out var opened, out _));
        await using var closed = opened;
        Assert.True((await runner.RunAsync(question, opened, caller, CancellationToken.None)).IsValue(out var document, out _));
        var rows = await document.Data!.Rows.ToListAsync();
        Assert.Equal(document.Data.Count, rows.Count);
        Assert.Equal(data.Engagements.Count, rows.Sum(r => (double)r[8]!), 9);
        Assert.Equal((double)document.Data.Allocated.GrandTotal!, rows.Sum(r => (double)r[8]!), 9);
    }

    private async Task<ReportDocument> RunAsync(TestData data, params string[] pairs)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var runner = new ReportRunner(warehouse.Model, ClassificationLevels.Usual, warehouse.Runners.Aggregates, warehouse.Runners.Engagements);
        Assert.True((await runner.RunAsync(Question(warehouse, pairs), Caller.Local, CancellationToken.None)).IsValue(out var document, out var problem), problem?.Message);
        return document;
    }

    private static ReportRun Question(TestWarehouse warehouse, params string[] pairs)
    {
        var definition = new ReportDefinitionReader(warehouse.Model).Parse("test", Sections);
        var parameters = new ReportParameters(new QueryParameters(warehouse.Model), TimeProvider.System);
        var room = new FormatLimits(1_000, 1_000);
        Assert.True(parameters.Read(definition, pairs.Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1])), room, Caller.Local).IsValue(out var question, out var problem), problem?.Message);
        return question;
    }

    private static async Task<long> CountAsync(TestWarehouse warehouse, string address)
    {
        var pairs = address.Split('&').Select(p => KeyValuePair.Create(p.Split('=')[0], Uri.UnescapeDataString(p.Split('=')[1])));
        Assert.True(new QueryParameters(warehouse.Model).Read(pairs, Caller.Local).IsValue(out var query, out var problem), problem?.Message);
        Assert.True((await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(query with { Limit = 1 }, null), Caller.Local, null, CancellationToken.None)).IsValue(out var page, out problem), problem?.Message);
        return page.Count;
    }

    private static TableSection Table(ReportDocument document, string id) => document.Sections.OfType<TableSection>().Single(t => t.Id == id);

    private static long People(IEnumerable<TestLine> lines) => lines.Where(l => l.Kind == "person").Select(l => l.Participant).Distinct().Count();
}
