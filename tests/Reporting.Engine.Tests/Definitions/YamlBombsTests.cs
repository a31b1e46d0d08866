using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Tests.Definitions;

/// <summary>A small file cannot expand to a large one. Aliases of aliases and deep nesting are refused during parsing.</summary>
public sealed class YamlBombsTests
{
    private static readonly SemanticModel Model = ShippedModel.Value;

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["report"] = text => new ReportDefinitionReader(Model).Parse("bomb", text),
        ["model"] = text => ModelReader.Parse("bomb.yml", text),
        ["access"] = text => new AccessRulesReader(Model).Parse("bomb.yml", text),
    };

    public static TheoryData<string> Files() => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Aliases_of_aliases_are_refused(string file)
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => Level((char)('a' + i), (char)('a' + i - 1))));
        Assert.Contains("aliases", Assert.Throws<DefinitionException>(() => Readers[file](bomb)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_single_alias_is_refused_too(string file)
    {
        var text = file switch
        {
            "report" => "titles: &t {en: A}\ndescriptions: *t\nsections: []",
            "model" => "dimensions: &d []\nmeasures: []",
            _ => "markings: &m [public]\nroles: {reader: {permissions: [read], sees: {measures: [all], dimensions: *m, clearance: public}}}",
        };
        var refused = Assert.Throws<DefinitionException>(() => Readers[file](text));
        Assert.Contains("aliases", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, refused.Line);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deep_nesting_is_refused(string file) => Assert.Contains(
        "nested too deeply", Assert.Throws<DefinitionException>(() => Readers[file]("titles: " + new string('[', 100_000))).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_more_than_a_million_characters_is_refused(string file) => Assert.Contains(
        "too large", Assert.Throws<DefinitionException>(() => Readers[file]("# " + new string('x', 1_000_000))).Message, StringComparison.Ordinal);

    private static string Level(char name, char of) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat("*" + of, 9))}]\n";
}
