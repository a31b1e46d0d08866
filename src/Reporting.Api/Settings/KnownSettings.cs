using System.Text.Json;

namespace Reporting.Api.Settings;

/// <summary>The settings that there are: those of the appsettings.json that this build came with (tests compare it with the options classes).</summary>
internal static class KnownSettings
{
    // Read by the framework, which knows more names than are listed.
    private static readonly string[] OfTheFramework = ["Logging", "AllowedHosts"];

    /// <summary>Full names, such as <c>Mail:Smtp:Host</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Flat(Read(), "").Where(n => !OfTheFramework.Contains(Top(n)))];

    /// <summary>The first words of the names.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. Names.Where(n => n.Contains(':', StringComparison.Ordinal)).Select(Top).Distinct(StringComparer.Ordinal)];

    public static bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Top(string name) => name.Split(':')[0];

    private static JsonElement Read()
    {
        using var file = typeof(KnownSettings).Assembly.GetManifestResourceStream("appsettings.json")!;
        using var read = JsonDocument.Parse(file);
        return read.RootElement.Clone();
    }

    private static IEnumerable<string> Flat(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Flat(p.Value, name.Length == 0 ? p.Name : $"{name}:{p.Name}"))
        : [name];
}
