using Reporting.Engine.Model;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Tests.Model;

public sealed class ModelReaderTests
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.File("reports", "model", "engagements.yml"));

    [Fact]
    public void The_shipped_model_is_read_with_every_kind_of_measure()
    {
        var model = ModelReader.Parse("engagements.yml", Text);
        Assert.Equal(Enum.GetValues<MeasureKind>().Order(), model.Measures.Select(m => m.Kind).OfType<MeasureKind>().Order());
        Assert.Equal(StarSchema.Attributes.Keys.Order(StringComparer.Ordinal), model.Dimensions.Select(d => d.Attribute.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("attribute: type.category", "attribute: type.categry", "There is no attribute 'type.categry'.", "type.category")]
    [InlineData("    kind: sources", "    kind: documents", "'documents' is not a value of 'kind'.", "sources")]
    [InlineData("format: fraction", "format: fractions", "'fractions' is not a value of 'format'.", "fraction")]
    [InlineData("id: handling", "id: Handling", "'Handling' is not a name.", "lower-case")]
    [InlineData("parent: quarter", "parent: quartre", "The parent 'quartre' of 'month' is not a dimension.", "dimensions")]
    [InlineData("captions: {en: Handling,", "captions: {de: Vermerk,", "'handling' has no English text.", "Add 'en'.")]
    [InlineData("id: role", "id: city", "'city' is given twice.", "unique")]
    public void A_model_with_an_unknown_value_is_refused_with_file_line_and_hint(string right, string wrong, string message, string hint)
    {
        var refused = Refused(Replace(right, wrong));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.StartsWith($"engagements.yml, line {refused.Line}:", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Line > 1, $"Line {refused.Line} says nothing.");
    }

    [Fact]
    public void An_unknown_key_is_refused_on_its_line()
    {
        var text = Replace("    attribute: source.source", "    sql: SELECT 1\n    attribute: source.source");
        var line = text.Split('\n').ToList().FindIndex(l => l.Contains("sql:", StringComparison.Ordinal)) + 1;
        var refused = Refused(text);
        Assert.Equal(line, refused.Line);
        Assert.Contains("sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_duplicate_key_is_refused()
    {
        Assert.Contains("definition", Refused(Replace("    kind: sources\n", "")).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("format", Refused(Replace("    format: fraction\n", "    format: fraction\n    format: count\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_without_its_measure_is_refused()
    {
        var without = Text[..Text.IndexOf("  - id: engagements_running", StringComparison.Ordinal)];
        Assert.Contains("'engagements_running'", Refused(without).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dimensions: [")]
    [InlineData("just words")]
    public void A_file_that_is_not_a_model_is_refused(string text) => Assert.Equal("engagements.yml", Refused(text).File);

    private static DefinitionException Refused(string text) => Assert.Throws<DefinitionException>(() => ModelReader.Parse("engagements.yml", text));

    private static string Replace(string right, string wrong)
    {
        var at = Text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The model has no '{right}'.");
        return Text[..at] + wrong + Text[(at + right.Length)..];
    }
}
