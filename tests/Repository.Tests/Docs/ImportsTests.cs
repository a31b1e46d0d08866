using System.Reflection;
using System.Text.Json;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Native;
using YamlDotNet.Serialization.NamingConventions;

namespace Repository.Tests.Docs;

public sealed class ImportsTests
{
    private static readonly Type Keys = typeof(Mapping).Assembly.GetType("Reporting.Warehouse.Imports.Mappings.MappingKeys", throwOnError: true)!;

    [Fact]
    public void Every_column_of_the_native_layout_is_documented_in_its_order() =>
        Assert.Equal(NativeColumns.All, MarkdownRows.ByName("docs/imports.md", "## The native layout").Select(row => row.Key));

    [Fact]
    public void Every_key_of_a_mapping_is_documented_and_no_other()
    {
        var keys = Keys.GetNestedTypes(BindingFlags.NonPublic).Append(Keys).SelectMany(KeysOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(keys.Count > 50, $"Only {keys.Count} keys found.");
        Assert.Equal(keys, MarkdownRows.ByName("docs/imports.md", "## Mappings").Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_of_mappings_has_their_keys()
    {
        var schema = JsonDocument.Parse(RepositoryFiles.Read("reports/mappings/mapping.schema.json")).RootElement;
        Assert.Equal(KeysOf(Keys).Order(StringComparer.Ordinal), Properties(schema));
        Assert.All(Keys.GetNestedTypes(BindingFlags.NonPublic), type =>
        {
            var definition = schema.GetProperty("$defs").GetProperty(UnderscoredNamingConvention.Instance.Apply(type.Name[..^"Keys".Length]));
            definition = definition.TryGetProperty("oneOf", out var forms) ? forms[1] : definition;
            Assert.Equal(KeysOf(type).Order(StringComparer.Ordinal), Properties(definition));
        });
    }

    [Fact]
    public void The_example_of_a_mapping_is_valid()
    {
        var page = RepositoryFiles.Read("docs/imports.md").ReplaceLineEndings("\n");
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        Assert.Equal("Joint exercises", MappingCatalog.Parse("example", example).Name);
    }

    private static IEnumerable<string> KeysOf(Type type) => type.GetProperties().Select(property => UnderscoredNamingConvention.Instance.Apply(property.Name));

    private static IEnumerable<string> Properties(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
}
