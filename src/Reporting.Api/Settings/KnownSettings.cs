using System.Text.Json;

namespace Reporting.Api.Settings;

/// <summary>The known settings: those in the appsettings.json of this build. Tests compare that file with the options classes.</summary>
internal static class KnownSettings
{
    // The framework reads these sections and knows more names in them.
    private static readonly string[] FrameworkSections = ["Logging", "AllowedHosts"];

    /// <summary>Full names, such as <c>Mail:Smtp:Host</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Flatten(Read(), "").Where(n => !FrameworkSections.Contains(SectionOf(n)))];

    /// <summary>The names of the sections.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. Names.Where(n => n.Contains(':', StringComparison.Ordinal)).Select(SectionOf).Distinct(StringComparer.Ordinal)];

    public static bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string SectionOf(string name) => name.Split(':')[0];

    private static JsonElement Read()
    {
        using var file = typeof(KnownSettings).Assembly.GetManifestResourceStream("appsettings.json")!;
        using var read = JsonDocument.Parse(file);
        return read.RootElement.Clone();
    }

    private static IEnumerable<string> Flatten(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Flatten(p.Value, name.Length == 0 ? p.Name : $"{name}:{p.Name}"))
        : [name];
}
