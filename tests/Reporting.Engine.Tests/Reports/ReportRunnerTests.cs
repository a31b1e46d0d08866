using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;

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
        subjects: {en: "{group}"}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
          - {id: group, kind: members, dimension: domain_group, captions: {en: Groups}}
          - {id: pair, kind: members, dimension: country_pair, match: none, most: 1, captions: {en: Pair}}
        sections:
          - {id: headline, kind: headline, titles: {en: H}, rows: domain}
          - {id: missing, kind: headline, titles: {en: M}, missing: [place_country, source, date]}
          - {id: figures, kind: kpis, titles: {en: F}, measures: [engagements, people], change: true}
          - {id: gaps, kind: kpis, titles: {en: G}, notes: {en: "Only {group}, {years}."}, figures: [{measure: engagements, captions: {en: No place}, where: {place_country: [unknown]}}]}
          - {id: domains, kind: table, titles: {en: D}, rows: domain, measures: [engagements, engagement_share, allocated_engagements, people], top: 2}
          - {id: changes, kind: table, titles: {en: C}, rows: year, measures: [engagements, engagements_change, engagements_change_pct]}
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
        bool Outside(TestDomain domain) => !first.Contains(domain.Code) && domain.Code != TestData.Unknown;
        var others = all.Where(e => e.Domains.Any(Outside)).ToList();
        Assert.Equal(("Others (overlapping)", "Domain not stated"), (domains.Rows[^2][0], domains.Rows[^1][0]));
        Assert.Equal((long)others.Count, domains.Rows[^2][1]);
        Assert.Equal(others.Count / (double)all.Count, (double)domains.Rows[^2][2]!, 12);
        Assert.Equal(others.Sum(e => e.Domains.Where(Outside).Sum(d => d.Parts)) / 2520d, (double)domains.Rows[^2][3]!, 12);
        Assert.Equal(People(others.SelectMany(e => e.Lines)), domains.Rows[^2][4]);

        // What is not stated has no rank, however often it occurs.
        var unstated = all.Where(e => e.Domains.Any(d => d.Code == TestData.Unknown)).ToList();
        Assert.DoesNotContain(TestData.Unknown, domains.Codes.SkipLast(1));
        Assert.Equal([(long)unstated.Count, unstated.Count / (double)all.Count], domains.Rows[^1].Skip(1).Take(2));
        Assert.Equal([null, (long)all.Count, 1d, (double)all.Count, People(all.SelectMany(e => e.Lines))], domains.Total);

        var people = Table(document, "people");
        bool IsOther(TestLine line) => !people.Codes.Take(3).Contains(line.Participant) && line.Participant != TestData.Unknown;
        Assert.Equal((long)all.Count(e => e.Lines.Any(IsOther)), people.Rows[^2][1]);
        Assert.Equal(People(all.SelectMany(e => e.Lines).Where(IsOther)), people.Rows[^2][2]);

        var years = document.Sections.OfType<MatrixSection>().Single(m => m.Id == "by-year");
        for (var j = 0; j < years.Columns.Members.Count; j++)
        {
            var year = years.Columns.Members[j].Code;
            var count = others.Count(e => year is null ? e.Start.IsUnknown : e.Start.Year.ToString("0000") == year);
            Assert.Equal(count == 0 ? null : (long?)count, years.Cells[^2][j]);
        }

        Assert.Equal((long)others.Count, years.RowTotals[^2]);
        Assert.Equal((TestData.Unknown, (string?)null), (years.Rows.Members[^1].Code, years.Columns.Members[^1].Code));
        var places = document.Sections.OfType<MatrixSection>().Single(m => m.Id == "places");
        Assert.Equal(("Others", TestData.Unknown), (places.Rows.Members[^2].Name, places.Rows.Members[^1].Code));
        Assert.Equal((long)all.Count, places.RowTotals.Cast<long>().Sum());
    }

    [EngineTheory]
    [InlineData]
    [InlineData("years=2022..2025", "group=digital,platforms")]
    public async Task Every_figure_links_to_as_many_engagements_as_it_shows_including_remainders_and_unknown_periods(params string[] pairs)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(4)).Rich(), engine);
        var document = await TestReports.RunAsync(warehouse, Sections, pairs);
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
                    var isOthers = i == matrix.OthersRow;
                    if (figure is null || !((i + j) % 5 == 0 || isOthers || rows[i]?.Code is null || columns[j]?.Code is null))
                    {
                        continue;
                    }

                    var behind = matrix.Behind!.Of(rows[i], columns[j]);
                    Assert.True(behind is not null, $"{matrix.Id}: {rows[i]} × {columns[j]}");
                    Assert.Equal((behind, figure), (behind, (object)await TestReports.CountAsync(warehouse, behind)));
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
        var countries = new[] { "FR", "IL", "IN", "US" };
        var (rows, columns) = (First(2, (c, e) => e.Lines.Any(l => l.Country == c)), First(3, (c, e) => Meets(e, null, c)));
        Assert.Equal([.. rows, null, TestData.Unknown], square.Rows.Members.Select(m => m.Code));
        Assert.Equal(columns, square.Columns.Members.Select(m => m.Code));
        Assert.Equal(columns.Select(c => (object?)Count(e => Meets(e, null, c))), square.ColumnTotals);
        Assert.Equal([.. rows.Select(r => (object?)Count(e => e.Lines.Any(l => l.Country == r))), Count(e => e.Lines.Any(l => !rows.Contains(l.Country) && l.Country != TestData.Unknown)), Count(e => e.Lines.Any(l => l.Country == TestData.Unknown))], square.RowTotals);
        Assert.Equal((long)data.Engagements.Count, square.GrandTotal);
        Assert.Equal("Showing the first 3 of 4 columns.", square.Note);
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
        var refused = await warehouse.Runners.Reports.RunAsync(TestReports.Read(warehouse, Sections, ["pair=FR-XX"]), Caller.Local, CancellationToken.None);
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
        var kpis = (await RunAsync(data, "years=2023..2024")).Sections.OfType<KpiSection>().First();
        var (now, then) = (Count(2023, 2024), Count(2021, 2022));
        Assert.Equal(now, kpis.Items[0].Value);
        Assert.Equal((new KpiChange("2021 to 2022", then, now - then, (now - then) / (double)then), "Compared with 2021 to 2022."), (kpis.Items[0].Change, kpis.Note));
        Assert.Null((await RunAsync(data, "years=2024..")).Sections.OfType<KpiSection>().First().Items[0].Change);

        long Count(int from, int to) => data.Engagements.Count(e => !e.Start.IsUnknown && e.Start.Year >= from && e.Start.Year <= to);
    }

    [EngineTheory]
    [InlineData(11, "years=2023..2024", "from 2023 to 2024", 2021, 2022)]
    [InlineData(12, "years=2023", "in 2023", 2022, 2022)]
    [InlineData(13, "years=2022..2025", "from 2022 to 2024", null, null)]
    public async Task The_figures_of_a_headline_are_those_of_a_simple_count(int seed, string years, string period, int? beforeFrom, int? beforeTo)
    {
        var data = new RandomData(new Random(seed)).Rich();
        var headline = (await RunAsync(data, years)).Sections.OfType<HeadlineSection>().First();
        var span = years[6..].Split("..").Select(year => int.Parse(year, CultureInfo.InvariantCulture)).ToArray();
        var kept = In(span[0], span[^1]);
        Assert.Equal((long)kept.Count, headline.Figure.Value);
        Assert.StartsWith($"{kept.Count} engagements {period}", headline.Sentence, StringComparison.Ordinal);
        if (beforeFrom is { } from)
        {
            var difference = kept.Count - In(from, beforeTo!.Value).Count;
            Assert.Equal((long)difference, headline.Figure.Change!.Difference);
            Assert.Contains(difference == 0 ? ", as many as in" : $", {Math.Abs(difference)} {(difference > 0 ? "more" : "fewer")} than in ", headline.Sentence, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(headline.Figure.Change);
            Assert.Contains("Not compared with 2018 to 2021: the data begin in 2021.", headline.Note, StringComparison.Ordinal);
        }

        // The first members, and only those with more than the next one.
        var counts = data.Engagements.SelectMany(e => e.Domains).Select(d => d.Code).Distinct().ToDictionary(code => code, code => (long)kept.Count(e => e.Domains.Any(d => d.Code == code)));
        Assert.All(headline.Top.Codes.OfType<string>().Zip(headline.Top.Rows), row => Assert.Equal(counts[row.First], row.Second[1]));
        var ranked = counts.Where(c => c.Key != TestData.Unknown && c.Value > 0).Select(c => c.Value).OrderDescending().Append(0).ToList();
        Assert.Equal(ranked[1] > ranked[2] ? 2 : ranked[0] > ranked[1] ? 1 : 0, headline.Leaders.Count);
        Assert.Equal(ranked.Take(headline.Leaders.Count), headline.Leaders.Select(l => l.Count));
        Assert.All(headline.Leaders, leader => Assert.Contains($"{leader.Name} ({leader.Count})", headline.Sentence, StringComparison.Ordinal));

        // The chart has every period of the data, and those without engagements count 0. In 2025 nothing was recorded.
        var axis = headline.Trend!.Categories;
        var (level, periods) = span.Length == 1 ? ("month", 12) : ("year", Math.Min(span[1], 2024) - span[0] + 1);
        Assert.Equal((level, periods), (axis.Dimension, axis.Members.Count(m => m.Code is not null)));
        Assert.Equal(axis.Members.Where(m => m.Code is not null).Select(m => (object)(long)kept.Count(e => StartsIn(e, m.Code!))), headline.Trend.Series[0].Values.Take(periods));

        List<TestEngagement> In(int first, int last) => [.. data.Engagements.Where(e => !e.Start.IsUnknown && e.Start.Year >= first && e.Start.Year <= last)];
        bool StartsIn(TestEngagement e, string code) => code.Length == 4 ? $"{e.Start.Year:0000}" == code : e.Start.Month > 0 && $"{e.Start.Year:0000}-{e.Start.Month:00}" == code;
    }

    [EngineTheory]
    [InlineData("years=2023..2030", "from 2023 to 2024", "Test, 2023 to 2030")]
    [InlineData("years=2024..2030", "in 2024", "Test, 2024 to 2030")]
    [InlineData("years=2015..2030", "from 2021 to 2024", "Test, 2015 to 2030")]
    [InlineData("years=2010..2015", "from 2010 to 2015", "Test, 2010 to 2015")]
    [InlineData("years=2026..2030", "from 2026 to 2030", "Test, 2026 to 2030")]
    [InlineData("years=2026", "in 2026", "Test, 2026")]
    public async Task A_sentence_claims_no_year_that_the_data_do_not_cover(string years, string period, string title)
    {
        var document = await RunAsync(new RandomData(new Random(13)).Rich(), years);
        Assert.Equal(title, document.Title);
        Assert.Matches($"^(No|[0-9]+) engagements? {period}([;,]|$)", document.Sections.OfType<HeadlineSection>().First().Sentence);
    }

    [EngineFact]
    public async Task A_member_has_one_colour_in_all_charts_and_what_is_not_stated_is_grey()
    {
        var data = new RandomData(new Random(8)).Rich();
        var all = (await RunAsync(data)).Sections.OfType<ChartSection>().Single();
        var some = (await RunAsync(data, "group=platforms")).Sections.OfType<ChartSection>().Single();
        Assert.Equal(11, all.Series.Single(s => s.Code == TestData.Unknown).Colour);
        Assert.Equal(all.Series.Count, all.Series.Select(s => s.Colour).Distinct().Count());
        Assert.Equal(all.Series.Single(s => s.Code == "platforms").Colour, Assert.Single(some.Series).Colour);
    }

    [EngineFact]
    public async Task A_headline_of_gaps_counts_what_is_not_stated()
    {
        var data = new RandomData(new Random(14)).Rich();
        var headline = (await RunAsync(data)).Sections.OfType<HeadlineSection>().Last();
        var (places, sources) = ((long)data.Engagements.Count(e => e.PlaceCountry == TestData.Unknown), (long)data.Engagements.Count(e => e.Sources.Contains(TestData.Unknown)));
        var days = (long)data.Engagements.Count(e => !e.Start.IsExact);
        var gaps = new[] { ("Country of the place", places), ("Source", sources), ("Day", days) }.OrderByDescending(gap => gap.Item2).ToList();
        Assert.Equal(gaps, headline.Top.Rows.Select(r => ((string)r[0]!, (long)r[1]!)));
        Assert.StartsWith($"40 engagements in all years; most often not stated: {gaps[0].Item1} ({gaps[0].Item2})", headline.Sentence, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_document_is_titled_and_named_by_what_was_chosen()
    {
        var data = new RandomData(new Random(15)).Rich();
        var all = await RunAsync(data);
        var chosen = await RunAsync(data, "years=2023", "group=digital");
        Assert.Equal(("Test, all years", "test_2021-2024_v1"), (all.Title, all.FileName));
        Assert.Equal(("The digital, 2023", "digital_2023_v1", "The digital: "), (chosen.Title, chosen.FileName, chosen.Sections.OfType<HeadlineSection>().First().Sentence[..13]));
    }

    /// <summary>A change in percent needs a base of 10, and a comparison data of both periods.</summary>
    [EngineTheory]
    [InlineData("years=2024", 9, "Compared with 2023.")]
    [InlineData("years=2024", 10, "Compared with 2023.")]
    [InlineData("years=2022..2024", 10, "Not compared with 2019 to 2021: the data begin in 2023.")]
    [InlineData("years=2025", 10, "Not compared with 2024: the data end in 2024, this period in 2025.")]
    public async Task A_figure_is_compared_only_where_the_data_cover_both_periods(string years, int before, string note)
    {
        TestEngagement Of(int i, int year) => new() { Code = $"E{i}-{year}", Start = new PartialDate(year * 10_000) };
        var data = new TestData([.. Enumerable.Range(1, before).Select(i => Of(i, 2023)), .. Enumerable.Range(1, before + 1).Select(i => Of(i, 2024))]);
        var kpis = (await RunAsync(data, years)).Sections.OfType<KpiSection>().First();
        Assert.Equal(note, kpis.Note);
        Assert.Equal(years == "years=2024" ? new KpiChange("2023", (long)before, 1L, before < 10 ? null : 0.1) : null, kpis.Items[0].Change);

        // By year, the first year has nothing to be compared with.
        var byYear = Table(await RunAsync(data, "years=2023..2024"), "changes");
        Assert.Equal([null, null], byYear.Rows[0].Skip(2));
        Assert.Equal([1L, before < 10 ? null : 0.1], byYear.Rows[1].Skip(2));
    }

    [EngineFact]
    public async Task A_note_names_the_members_chosen_and_claims_nothing_without_them()
    {
        var data = new RandomData(new Random(6)).Rich();
        Assert.Equal("Only The digital, all years.", (await RunAsync(data, "group=digital")).Sections.Single(s => s.Id == "gaps").Note);
        Assert.Null((await RunAsync(data)).Sections.Single(s => s.Id == "gaps").Note);
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
        var (runner, question, caller) = (warehouse.Runners.Reports, TestReports.Read(warehouse, Sections, []), Caller.Local);
        Assert.True((await runner.OpenDataAsync(question, caller, inColumns: false, CancellationToken.None)).IsValue(out var opened, out _));
        await using var closed = opened;
        Assert.True((await runner.RunAsync(question, opened, caller, CancellationToken.None)).IsValue(out var document, out _));
        var rows = await document.Data!.Rows.ToListAsync();
        Assert.Equal(document.Data.Count, rows.Count);
        Assert.Equal(data.Engagements.Count, rows.Sum(r => (double)r[8]!), 9);
        Assert.Equal((double)document.Data.Allocated.GrandTotal!, rows.Sum(r => (double)r[8]!), 9);
    }

    /// <summary>"The digital: most in the digital" would say nothing.</summary>
    [EngineFact]
    public async Task A_headline_never_names_the_member_that_the_report_is_filtered_by()
    {
        var data = new RandomData(new Random(13)).Rich();
        var domain = data.Engagements.SelectMany(e => e.Domains).GroupBy(d => d.Code).Where(g => g.Key != TestData.Unknown).MaxBy(g => g.Count())!.Key;
        var only = (await RunAsync(data, $"filter.domain={domain}")).Sections.OfType<HeadlineSection>().First();
        Assert.Equal(domain, Assert.Single(only.Top.Codes));
        Assert.Empty(only.Leaders);
        var beside = (await RunAsync(data, $"filter.domain_any={domain}")).Sections.OfType<HeadlineSection>().First();
        Assert.Equal(domain, beside.Top.Codes[0]);
        Assert.DoesNotContain(beside.Leaders, leader => leader.Code == domain);
    }

    /// <summary>A median of nothing, or of one, would be a false sentence.</summary>
    [EngineFact]
    public async Task A_pair_without_others_says_so_and_a_single_other_pair_has_its_own_name()
    {
        TestLine Of(string country) => new($"minister-{country}", "person", null, country, "guest");
        var (one, two) = (new TestEngagement { Code = "E1", Lines = [Of("IN"), Of("IL")] }, new TestEngagement { Code = "E2", Lines = [Of("FR"), Of("IN")] });

        var alone = Table(await RunAsync(new TestData([one])), "compared");
        Assert.Equal(("IL-IN", "Not compared: no other has engagements here."), (Assert.Single(alone.Codes), alone.Note));
        Assert.Single(alone.Rows);

        var both = Table(await RunAsync(new TestData([one, two]), "pair=IL-IN"), "compared");
        Assert.Equal(["IL-IN", "FR-IN"], both.Codes);
        Assert.DoesNotContain("Median", (string)both.Rows[1][0]!, StringComparison.Ordinal);
        Assert.Equal([1L, 2L], both.Rows[1].Skip(1).Take(2));
    }

    private async Task<ReportDocument> RunAsync(TestData data, params string[] pairs)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        return await TestReports.RunAsync(warehouse, Sections, pairs);
    }

    private static TableSection Table(ReportDocument document, string id) => document.Sections.OfType<TableSection>().Single(t => t.Id == id);

    private static long People(IEnumerable<TestLine> lines) => lines.Where(l => l.Kind == "person").Select(l => l.Participant).Distinct().Count();
}
