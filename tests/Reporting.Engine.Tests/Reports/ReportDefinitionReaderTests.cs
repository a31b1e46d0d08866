using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Definitions;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Engine.Tests.Reports;

public sealed class ReportDefinitionReaderTests
{
    private const string Text = """
        titles: {en: Partners}
        descriptions: {en: Who took part.}
        parameters:
          - id: years
            kind: period
            default: [last_5_years]
            captions: {en: Years}
          - id: country
            kind: members
            dimension: participant_country
            match: any
            most: 2
            captions: {en: Country}
        sections:
          - id: figures
            kind: kpis
            titles: {en: In short}
            measures: [engagements, people]
            change: true
          - id: partners
            kind: table
            titles: {en: Partners}
            rows: participant_country
            measures: [engagements, agreements]
            order: -engagements
            top: 10
          - id: by-year
            kind: chart
            titles: {en: By year}
            chart: stacked_column
            categories: year
            series: engagement_category
            measure: engagements
          - id: map
            kind: matrix
            titles: {en: Domains}
            rows: domain
            columns: year
            measure: engagements
          - id: list
            kind: engagements
            titles: {en: Engagements}
            where: {role: [host]}
            limit: 50
        """;

    private static readonly ReportDefinitionReader Reader = new(ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml")));

    [Fact]
    public void A_valid_definition_is_read() => Assert.Equal(5, Reader.Parse("partners", Text).Sections.Count);

    [Theory]
    [InlineData("default: [last_5_years]", "default: [last_five_years]", 6, "is not a period of years", "last_5_years")]
    [InlineData("kind: period", "kind: periods", 5, "'periods' is not a value of 'kind'", "period")]
    [InlineData("- id: country", "- id: lang", 8, "is not a valid id for a parameter", "reserved")]
    [InlineData("dimension: participant_country", "dimension: participant_contry", 10, "There is no dimension", "'participant_country'")]
    [InlineData("match: any", "match: some", 11, "'some' is not a value of 'match'", "links, any, all")]
    [InlineData("most: 2", "most: 0", 12, "allows no member", "1 or more")]
    [InlineData("- id: figures", "- id: Figures", 15, "is not a valid id for a section", "lower-case")]
    [InlineData("kind: kpis", "kind: kpi", 16, "'kpi' is not a kind of section", "kpis")]
    [InlineData("measures: [engagements, people]", "measures: [engagements, poeple]", 18, "There is no measure 'poeple'", "'people'")]
    [InlineData("measures: [engagements, people]", "measures: [engagements_change]", 18, "'engagements_change' compares periods", "exactly one")]
    [InlineData("    change: true", "    change: true\n    rows: year", 20, "has no key 'rows'", "measures")]
    [InlineData("rows: participant_country", "rows: year", 26, "Periods have no 'top'", "Leave 'top' out")]
    [InlineData("order: -engagements", "order: -people", 25, "cannot be ordered by '-people'", "'-agreements'")]
    [InlineData("top: 10", "top: 1000", 26, "'1000' is not a value of 'top'", "1 to 100")]
    [InlineData("    rows: domain\n", "", 34, "'map' needs 'rows'", "columns")]
    [InlineData("columns: year", "columns: domain", 38, "cannot be in rows and columns", "another dimension")]
    [InlineData("series: engagement_category", "series: domain", 27, "does not add up over 'domain'", "adds up")]
    [InlineData("measure: engagements\n", "measure: longest_gap_days\n", 27, "does not add up over 'engagement_category'", "adds up")]
    [InlineData("    top: 10\n", "    against: mean\n", 26, "'mean' is not a value of 'against'", "median")]
    [InlineData("    top: 10\n", "    top: 10\n    against: median\n", 27, "cannot be compared with a median", "'order'")]
    [InlineData("    top: 10\n", "    member: country\n", 26, "compares nothing", "against: median")]
    [InlineData("    top: 10\n", "    against: median\n    member: country\n", 27, "does not choose a member", "match: none")]
    [InlineData("    rows: domain\n", "    rows: domain\n    top_columns: 5\n", 38, "cannot show its first columns only", "'top'")]
    [InlineData("    top: 10\n", "    top: 10\n    tabs: {en: A name that is far longer than a tab}\n", 27, "has 36 characters", "31")]
    [InlineData("match: any", "match: none", 11, "chooses the member", "most: 1")]
    [InlineData("chart: stacked_column", "chart: pie", 30, "'pie' is not a value of 'chart'", "heat_map")]
    [InlineData("chart: stacked_column\n    categories: year\n    series: engagement_category\n    measure: engagements", "chart: line\n    categories: engagement_category\n    series: year\n    measure: engagements_change", 32, "the series of this chart are periods", "categories: year")]
    [InlineData("chart: stacked_column", "chart: map", 27, "A map needs countries", "countries")]
    [InlineData("where: {role: [host]}", "where: {roles: [host]}", 43, "There is no dimension 'roles'", "'role'")]
    [InlineData("limit: 50", "limt: 50", 44, "There is no key 'limt'", "README")]
    public void A_bad_definition_is_refused_with_file_line_and_hint(string right, string wrong, int line, string message, string hint)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var at = Text.IndexOf(right, StringComparison.Ordinal);
        var refused = Assert.Throws<DefinitionException>(() => Reader.Parse("partners", Text[..at] + wrong + Text[(at + right.Length)..]));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(("partners.yml", (long)line), (refused.File, refused.Line));
    }

    /// <summary>A list has a sheet for each kind of link, whose name ends with " - participants".</summary>
    [Fact]
    public void The_sheets_of_shipped_reports_have_whole_names()
    {
        const int Sheet = 31, List = 16;
        var sections = ReportCatalog.Read(RepositoryRoot.File("reports"), Reader).Definitions.SelectMany(report => report.Sections.Where(s => s is not HeadlineDefinition).Select(section => (report, section)));
        Assert.All(sections, s => Assert.All(["en", "hi", "he"], language =>
        {
            var name = (s.section.Tab ?? s.section.Title).In(language);
            Assert.True(name.Length <= (s.section is EngagementListDefinition ? List : Sheet), $"{s.report.Id} {s.section.Id}: {name}");
        }));
    }

    [Fact]
    public void The_schema_for_editors_matches_the_reader()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("reports", "report.schema.json"))).RootElement;
        var kinds = schema.GetProperty("$defs").GetProperty("section").GetProperty("oneOf").EnumerateArray()
            .ToDictionary(s => s.GetProperty("properties").GetProperty("kind").GetProperty("const").GetString()!);
        Assert.Equal(SectionKeys.All.Select(k => k.Kind).Order(), kinds.Keys.Order());
        foreach (var keys in SectionKeys.All)
        {
            Assert.Equal(keys.Required.Concat(["id", "kind"]).Order(), Strings(kinds[keys.Kind].GetProperty("required")));
            Assert.Equal(keys.Required.Concat(keys.Optional).Concat(["id", "kind"]).Order(), Names(kinds[keys.Kind].GetProperty("properties")));
        }

        Assert.Equal(EnumNames.All<ParameterKind>().Split(", ").Order(), Strings(Property("parameter", "kind").GetProperty("enum")));
        Assert.Equal(EnumNames.All<Engine.Reports.Documents.ChartKind>().Split(", ").Order(), Strings(kinds["chart"].GetProperty("properties").GetProperty("chart").GetProperty("enum")));
        foreach (var (name, type) in new[] { ("parameter", "ParameterEntry"), ("figure", "FigureEntry") })
        {
            var keys = typeof(ReportDefinition).Assembly.GetType($"Reporting.Engine.Reports.ReportFile+{type}")!.GetProperties().Select(p => UnderscoredNamingConvention.Instance.Apply(p.Name));
            Assert.Equal(keys.Order(), Names(schema.GetProperty("$defs").GetProperty(name).GetProperty("properties")));
        }

        JsonElement Property(string definition, string name) => schema.GetProperty("$defs").GetProperty(definition).GetProperty("properties").GetProperty(name);
    }

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(e => e.GetString()!).Order();

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name).Order();
}
