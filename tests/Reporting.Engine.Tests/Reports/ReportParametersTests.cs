using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Reports;

public sealed class ReportParametersTests
{
    private const string Text = """
        titles: {en: Pair}
        descriptions: {en: Two countries.}
        parameters:
          - {id: country, kind: members, dimension: participant_country, match: all, most: 1, default: [IN], captions: {en: Country}}
          - {id: partner, kind: members, dimension: participant_country, match: all, captions: {en: Partner}}
          - {id: years, kind: period, default: [last_5_years], captions: {en: Years}}
        sections:
          - {id: figures, kind: kpis, titles: {en: In short}, measures: [engagements]}
          - {id: list, kind: engagements, titles: {en: List}}
        """;

    private static readonly SemanticModel Model = ShippedModel.Value;
    private static readonly ReportDefinition Definition = new ReportDefinitionReader(Model).Parse("pair", Text);
    private static readonly ReportParameters Parameters = new(new QueryParameters(Model), new Clock());

    [Theory]
    [InlineData("last_5_years", 2022, 2026)]
    [InlineData("last_1_years", 2026, 2026)]
    [InlineData("this_year", 2026, 2026)]
    [InlineData("previous_year", 2025, 2025)]
    [InlineData("2020..2023", 2020, 2023)]
    [InlineData("2020", 2020, 2020)]
    [InlineData("..2020", null, 2020)]
    [InlineData("2020..", 2020, null)]
    [InlineData("all", null, null)]
    public void A_period_is_resolved_to_its_years(string value, int? from, int? to)
    {
        var question = Read($"years={value}").Value!;
        Assert.Equal(new YearSpan(from, to), question.Years);
        Assert.Equal(from is null && to is null ? [] : [$"{from:0000}..{to:0000}"], question.Filters.Where(f => f.Dimension == "year").SelectMany(f => f.Values));
    }

    [Fact]
    public void An_omitted_parameter_has_its_default_and_all_removes_a_default()
    {
        var question = Read().Value!;
        Assert.Equal(new YearSpan(2022, 2026), question.Years);
        Assert.Equal("participant_country All IN", Filter(question));
        Assert.Equal("participant_country All IL,IN", Filter(Read("partner=IL").Value!));
        Assert.Equal("participant_country All IL", Filter(Read("partner=IL", "country=all").Value!));
    }

    [Theory]
    [InlineData("years=last_0_years", "malformed-period")]
    [InlineData("years=2025..2020", "malformed-period")]
    [InlineData("years=soon", "malformed-period")]
    [InlineData("country=IN,IL", "bad-filter")]
    [InlineData("year=2020", "unknown-parameter")]
    [InlineData("partner=", "empty-value")]
    [InlineData("detail=long", "bad-choice")]
    public void An_invalid_value_is_refused(string given, string code) => Assert.Equal(code, Read(given).Problem?.Code);

    [Theory]
    [InlineData("2021..2025", "2016..2020")]
    [InlineData("2025", "2024..2024")]
    [InlineData("2020..", null)]
    public void The_preceding_period_has_the_same_length_and_ends_before_this_one(string years, string? before) =>
        Assert.Equal(before, Read($"years={years}").Value!.FiltersBefore?.Single(f => f.Dimension == "year").Values.Single());

    [Fact]
    public void A_relative_period_depends_on_the_year_of_the_given_day()
    {
        var run = Parameters.Read(Definition, [new("years", "previous_year")], new FormatLimits(100, 100), Caller.Local, day: new DateOnly(2021, 1, 1)).Value!;
        Assert.Equal(new YearSpan(2020, 2020), run.Years);
    }

    [Theory]
    [InlineData(ReportDetail.Brief, ReportDetail.Brief)]
    [InlineData(ReportDetail.Full, ReportDetail.Full)]
    [InlineData(ReportDetail.Brief, ReportDetail.Full, "detail=full")]
    [InlineData(ReportDetail.Full, ReportDetail.Brief, "detail=brief")]
    public void The_detail_is_that_of_the_format_or_the_requested_one(ReportDetail usual, ReportDetail detail, params string[] given)
    {
        var run = Parameters.Read(Definition, given.Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1])), new FormatLimits(100, 100), Caller.Local, usual).Value!;
        Assert.Equal((detail, detail == ReportDetail.Full ? 2 : 1), (run.Detail, run.Sections.Count));
    }

    [Theory]
    [InlineData("missing-parameter")]
    [InlineData("missing-parameter", "country=IN")]
    [InlineData("missing-parameter", "partner=IL")]
    [InlineData("parameters-equal", "country=IN", "partner=IN")]
    [InlineData(null, "country=IN", "partner=IL")]
    public void A_required_parameter_needs_a_value_and_two_distinct_ones_differ(string? code, params string[] given)
    {
        var definition = new ReportDefinitionReader(Model).Read(RepositoryRoot.File("reports", "country-pair.yml"));
        var answer = Parameters.Read(definition, given.Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1])), new FormatLimits(100, 100), Caller.Local);
        Assert.Equal(code, answer.Problem?.Code);
        Assert.NotEqual(string.Empty, answer.Problem?.Hint);
    }

    private static Outcome<ReportRun> Read(params string[] pairs) =>
        Parameters.Read(Definition, pairs.Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1])), new FormatLimits(100, 100), Caller.Local);

    private static string Filter(ReportRun question) =>
        question.Filters.Where(f => f.Dimension != "year").Select(f => $"{f.Dimension} {f.Mode} {string.Join(',', f.Values)}").Single();

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);
    }
}
