using System.Text;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>A form changes single values of a mapping. All other text stays as it is.</summary>
public sealed class MappingDocumentTests
{
    private const string Yaml = """
        # A first mapping.
        name: Visits
        file:
          delimiter: semicolon  # sure

        engagement:
          code: "v-{Ref}"  # sure
          title: {from: "{Name}", default: "Without a title"}  # doubtful: 2 rows have none there
          start: {from: "{Date}", formats: ["d/M/yyyy"], if_invalid: leave_out}  # likely

        participants:
          - from: "{Countries}"  # likely
            split: ", "  # doubtful: a comma
            kind: country
          - from: "{Unit}"
            kind: armed-force

        # * Ref: 71

        """;

    [Fact]
    public void A_plain_value_is_replaced_and_its_comment_removed()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        document.Set("w-{Ref}", "engagement", "code");
        Assert.Equal(Yaml.Replace("code: \"v-{Ref}\"  # sure", "code: \"w-{Ref}\"", StringComparison.Ordinal).ReplaceLineEndings("\n"), document.Text);
    }

    [Fact]
    public void A_value_with_further_keys_keeps_them()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        Assert.Equal("{Name}", document.Value("engagement", "title"));
        document.Set("{Label} \"x\"", "engagement", "title");
        document.SetList(["yyyy-MM-dd", "d.M.yyyy"], "engagement", "start", "formats");
        document.Set("en", "engagement", "start", "language");
        Assert.Contains("title: {from: \"{Label} \\\"x\\\"\", default: \"Without a title\"}\n", document.Text, StringComparison.Ordinal);
        Assert.Contains("start: {from: \"{Date}\", formats: [\"yyyy-MM-dd\", \"d.M.yyyy\"], if_invalid: leave_out, language: \"en\"}", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_value_is_added_beside_the_others_and_to_a_plain_one()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        document.Set("{Kind}", "engagement", "type");
        document.SetList(["-9", "n/k"], "missing");
        document.SetList(["a|b"], "engagement", "type", "formats");
        Assert.Equal("{Kind}", document.Value("engagement", "type"));
        Assert.Equal("-9, n/k", document.Value("missing"));
        Assert.Equal("a|b", document.Value("engagement", "type", "formats"));
        Assert.Contains("\n  type: {from: \"{Kind}\", formats: [\"a|b\"]}\n", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_without_text_is_removed_with_its_line_or_with_its_comma()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        document.Set("", "engagement", "title");
        document.SetList([], "engagement", "start", "formats");
        document.Set("", "participants", "0", "split");
        Assert.DoesNotContain("title:", document.Text, StringComparison.Ordinal);
        Assert.Contains("start: {from: \"{Date}\", if_invalid: leave_out}", document.Text, StringComparison.Ordinal);
        Assert.Contains("  - from: \"{Countries}\"  # likely\n    kind: country\n", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_added_after_the_others_and_removed_with_their_list()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        document.Add("participants", [("from", "{Host}"), ("kind", "person")]);
        document.Add("domains", [("from", "{Topic}")]);
        Assert.Equal((3, 1), (document.Count("participants"), document.Count("domains")));
        Assert.Equal(("{Host}", "person", "{Topic}"), (document.Value("participants", "2", "from"), document.Value("participants", "2", "kind"), document.Value("domains", "0", "from")));
        document.RemoveEntry("participants", 1);
        Assert.Equal(["{Countries}", "{Host}"], Enumerable.Range(0, document.Count("participants")).Select(i => document.Value("participants", $"{i}", "from")));
        document.RemoveEntry("domains", 0);
        Assert.DoesNotContain("domains", document.Text, StringComparison.Ordinal);
        Assert.NotNull(MappingCatalog.Parse("visits", document.Text));
    }

    [Fact]
    public void Notes_of_a_suggestion_belong_to_their_values()
    {
        var document = MappingDocument.TryRead(Yaml)!;
        Assert.Equal("doubtful: 2 rows have none there", document.NoteOf("engagement", "title"));
        Assert.Equal("doubtful: a comma", document.NoteOf("participants", "0", "split"));
        Assert.Null(document.NoteOf("participants", "1", "from"));
        Assert.Null(document.NoteOf("engagement", "type"));
    }

    [Fact]
    public async Task Every_value_of_a_suggestion_can_be_changed_without_breaking_the_mapping()
    {
        const string File = "Ref;Exercise;Signed;Kind;Countries;Troops;Amount (USD);Source URL\n71;Blue {River};2031-02-03;Field;India, Israel;1200;5.5;https://a.example/1\n72;Red Hill;2031-04-05;Staff;India;300;n/k;https://a.example/2\n";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(File));
        var yaml = (await MappingSuggestion.WriteAsync(content, "exercises.csv")).Value!;
        foreach (var key in new[] { "title", "summary", "start", "end", "type", "category", "city", "country", "headcount", "amount_usd", "handling" })
        {
            var document = MappingDocument.TryRead(yaml)!;
            document.Set("{Kind}", "engagement", key);
            Assert.Equal((key, "{Kind}"), (key, document.Value("engagement", key)));
            Assert.NotNull(MappingCatalog.Parse("changed", document.Text));
            document.Set("", "engagement", key);
            Assert.Null(document.Value("engagement", key));
        }
    }

    [Theory]
    [InlineData("- a list")]
    [InlineData("key: [open")]
    [InlineData("text")]
    public void A_text_without_keys_is_not_a_document(string text) => Assert.Null(MappingDocument.TryRead(text));

    [Theory]
    [InlineData("Code,Title,Start,Type\n", true)]
    [InlineData("title;CODE;type;Start;City\n", true)]
    [InlineData("Code,Title,Start\n", false)]
    [InlineData("Ref,Name\n", false)]
    [InlineData("", false)]
    public async Task A_native_file_is_recognised_by_its_required_columns(string text, bool isNative)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isNative, (await NativeLayout.IsNativeAsync(content)).Value);
        Assert.Equal(0, content.Position);
    }
}
