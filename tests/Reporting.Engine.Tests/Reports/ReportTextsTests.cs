using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Tests.Reports;

/// <summary>Texts of reports that the figures cannot contradict. Rules: docs/reports.md.</summary>
public sealed partial class ReportTextsTests
{
    private const string Text = """
        titles: {en: Pair}
        descriptions: {en: Two countries.}
        parameters:
          - id: country
            kind: members
            dimension: participant_country
            required: true
            captions: {en: Country}
          - id: partner
            kind: members
            dimension: participant_country
            distinct_from: country
            captions: {en: Partner}
          - id: years
            kind: period
            captions: {en: Years}
        sections:
          - id: figures
            kind: kpis
            titles: {en: Figures of {country}}
            measures: [engagements]
            notes: {en: Engagements with {partner}.}
        """;

    private static readonly SemanticModel Model = ShippedModel.Value;
    private static readonly ReportDefinitionReader Reader = new(Model);

    [Fact]
    public void Parameters_can_be_required_and_distinct()
    {
        var parameters = Reader.Parse("pair", Yaml(Text)).Parameters;
        Assert.Equal([(true, null), (false, "country"), (false, null)], parameters.Select(p => (p.IsRequired, p.DistinctFrom)));
    }

    [Theory]
    [InlineData("distinct_from: country", "distinct_from: contry", 12, "'contry' is not another parameter", "'country'")]
    [InlineData("distinct_from: country", "distinct_from: years", 12, "'years' is not another parameter", "same dimension")]
    [InlineData("kind: period", "kind: period\n    distinct_from: country", 15, "is a parameter for years", "distinct_from")]
    [InlineData("{partner}", "{partnr}", 22, "'{partnr}' names no parameter", "{partner}")]
    [InlineData("Figures of {country}", "Figures of {partner}", 20, "names no required parameter", "{country}")]
    public void A_text_or_parameter_that_cannot_be_true_is_refused_with_line_and_hint(string right, string wrong, int line, string message, string hint)
    {
        var refused = Assert.Throws<DefinitionException>(() => Reader.Parse("pair", Yaml(Text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }

    /// <summary>"The twenty most active" over six rows would be false.</summary>
    [Fact]
    public void Titles_of_shipped_sections_promise_no_number_of_rows() =>
        Assert.DoesNotContain(Sections().SelectMany(s => s.Title.Texts.Values), title => Numbers().IsMatch(title));

    /// <summary>"3.35 engagements" would be false: only allocated engagements have decimals.</summary>
    [Fact]
    public void Sections_of_an_allocated_measure_say_so_in_every_language()
    {
        var titles = Sections().Where(s => MeasureOf(s)?.Id.StartsWith("allocated_", StringComparison.Ordinal) == true).SelectMany(s => s.Title.Texts.Values).ToList();
        Assert.NotEmpty(titles);
        Assert.All(titles, title => Assert.Matches("(?i)allocated|आवंटित|מוקצ", title));
    }

    private static IEnumerable<SectionDefinition> Sections() =>
        Directory.EnumerateFiles(RepositoryRoot.File("reports"), "*.yml").Where(path => Path.GetFileName(path) != "access.yml").SelectMany(path => Reader.Read(path).Sections);

    private static ModelMeasure? MeasureOf(SectionDefinition section) => section switch
    {
        MatrixDefinition matrix => matrix.Measure,
        ChartDefinition chart => chart.Measure,
        _ => null,
    };

    // Braces begin a mapping in YAML, so a text with a parameter is quoted.
    private static string Yaml(string text) => Regex.Replace(text, @"\{en: (?<text>[^}]*\{[a-z]+\}[^}]*)\}", "{en: \"${text}\"}", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"(?i)[0-9]|\b(five|ten|fifteen|twenty|twenty-five)\b|दस|पंद्रह|बीस|पच्चीस|עשר|חמישה|עשרים", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();
}
