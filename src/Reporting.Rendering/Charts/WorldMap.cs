using System.Collections.Frozen;
using System.Globalization;

namespace Reporting.Rendering.Charts;

/// <summary>
/// The outline of land and a point for each country, in the units of the drawing. Made from Natural Earth by eng/world-map. It has no borders
/// (docs/decisions/0051).
/// </summary>
internal static class WorldMap
{
    public const double Height = 336;

    private static readonly Lazy<string> Outline = new(() => Read("land.txt").Trim());
    private static readonly Lazy<FrozenDictionary<string, (double X, double Y)>> Countries = new(() => Read("countries.tsv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).ToFrozenDictionary(row => row[0], row => (Number(row[1]), Number(row[2])), StringComparer.Ordinal));

    /// <summary>The data of an SVG path.</summary>
    public static string Land => Outline.Value;

    /// <summary>The point of a country by its ISO code; null for a former state, or for what is not stated.</summary>
    public static (double X, double Y)? PointOf(string? country) => country is not null && Countries.Value.TryGetValue(country, out var point) ? point : null;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Read(string file)
    {
        using var stream = typeof(WorldMap).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
