using System.Reflection;
using System.Text.Json;

namespace Repository.Tests.Docs;

public sealed class SettingsTests
{
    private static readonly IReadOnlyDictionary<string, string> Settings = Flat(JsonDocument.Parse(RepositoryFiles.Read("appsettings.json")).RootElement, "").ToDictionary(s => s.Name, s => s.Value);

    private static readonly ILookup<string, string> Documented = MarkdownRows.ByName("docs/settings.md");

    public static TheoryData<Type> Options => [.. OptionsClasses()];

    [Fact]
    public void Every_setting_is_documented_and_nothing_else() =>
        Assert.Equal(Settings.Keys.Order(StringComparer.Ordinal), Documented.Select(d => d.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_is_documented_with_its_default() => Assert.All(Settings, setting => Assert.StartsWith(
        $"| `{setting.Key}` | `{setting.Value}` | ", Documented[setting.Key].Single(), StringComparison.Ordinal));

    /// <summary>A setting that is only in code cannot be found, and a different default would mislead readers.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void Every_property_of_an_options_class_is_in_appsettings_with_the_same_default(Type options)
    {
        var section = Assert.IsType<string>(options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue());
        Assert.All(Properties(options, section), property =>
        {
            Assert.True(Settings.TryGetValue(property.Name, out var value), $"{property.Name} is not in appsettings.json.");
            Assert.Equal(property.Default, value);
        });
    }

    [Fact]
    public void Options_classes_are_found() => Assert.True(OptionsClasses().Count >= 2, "The options classes are not found.");

    private static List<Type> OptionsClasses() =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => Path.GetFileName(file).StartsWith("Reporting.", StringComparison.OrdinalIgnoreCase))
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Name, string Default)> Properties(Type options, string prefix)
    {
        var defaults = Activator.CreateInstance(options)!;
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (name, value) = ($"{prefix}:{property.Name}", property.GetValue(defaults));
            if (property.PropertyType.IsClass && property.PropertyType.Assembly == options.Assembly)
            {
                foreach (var inner in Properties(property.PropertyType, name))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (name, value is Enum ? value.ToString()! : Text(JsonSerializer.SerializeToElement(value)));
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Flat(JsonElement element, string prefix) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(p => Flat(p.Value, prefix.Length == 0 ? p.Name : $"{prefix}:{p.Name}"))
            : [(prefix, Text(element))];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
