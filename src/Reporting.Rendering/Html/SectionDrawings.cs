using System.Xml.Linq;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>
/// The drawings of a section as SVG files of their own: looks are written at each element instead of in a style sheet, for programs that know no style sheets.
/// </summary>
internal static class SectionDrawings
{
    private const string End = "</svg>";

    /// <summary>The rules of <c>report.css</c> for drawings; a test compares them.</summary>
    public static readonly IReadOnlyList<(string Selector, (string Name, string Value)[] Looks)> Looks =
    [
        ("svg text", [("font-size", "11.5"), ("fill", Palette.Ink)]),
        ("svg text.axis", [("fill", "#45525f")]),
        ("svg text.value", [("font-weight", "600")]),
        ("svg text.on-dark", [("fill", "#fff"), ("font-weight", "600")]),
        ("svg text.on-light", [("fill", "#1c2733"), ("font-weight", "600")]),
        ("svg .rule", [("stroke", "#e3e8ee"), ("stroke-width", "1")]),
        ("svg .base", [("stroke", "#7b8794"), ("stroke-width", "1.2")]),
        ("svg .land", [("fill", "#dfe5ec")]),
        ("svg .bubble", [("fill-opacity", ".72"), ("stroke", "#fff"), ("stroke-width", ".8")]),
        ("svg.timeline circle", [("fill", "#0072b2"), ("stroke", "#0072b2"), ("stroke-width", "1.4")]),
        ("svg.timeline .hollow", [("fill", "none")]),
        ("svg polyline", [("fill", "none"), ("stroke-width", "2.4"), ("stroke-linejoin", "round"), ("stroke-linecap", "round")]),
    ];

    /// <summary>From the first to the last; none for a section without drawings.</summary>
    public static async Task<IReadOnlyList<SectionDrawing>> OfAsync(ReportSection section, ValueText text)
    {
        var markup = await ReportMarkup.OfSectionAsync(section, text);
        var drawings = new List<SectionDrawing>();
        for (var at = markup.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = markup.IndexOf("<svg", at + 1, StringComparison.Ordinal))
        {
            drawings.Add(Standalone(markup[at..(markup.IndexOf(End, at, StringComparison.Ordinal) + End.Length)]));
        }

        return drawings;
    }

    private static SectionDrawing Standalone(string markup)
    {
        var svg = XElement.Parse(markup);
        var description = svg.Elements().Where(e => e.Name.LocalName is "title" or "desc").Select(e => e.Value).ToList();
        svg.Descendants().Where(e => e.Name.LocalName is "title" or "desc").Remove();
        var kind = (string?)svg.Attribute("class") is { } of ? "svg." + of : "svg";
        foreach (var element in svg.Descendants())
        {
            Dress(element, kind);
        }

        // Programs without a style sheet know neither roles nor names of other elements.
        svg.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.LocalName is not ("viewBox" or "direction")).Remove();
        var box = ((string)svg.Attribute("viewBox")!).Split(' ').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new SectionDrawing(svg.ToString(SaveOptions.DisableFormatting), description.Count > 0 ? string.Join(". ", description) : (string?)null, box[2] / box[3]);
    }

    private static void Dress(XElement element, string kind)
    {
        var (name, given) = (element.Name.LocalName, (string?)element.Attribute("class"));
        string[] selectors = [name, "." + given, $"{name}.{given}"];
        foreach (var (look, value) in Looks.Where(rule => selectors.SelectMany(one => new[] { $"svg {one}", $"{kind} {one}" }).Contains(rule.Selector)).SelectMany(rule => rule.Looks))
        {
            element.SetAttributeValue(look, value);
        }

        if (name == "text")
        {
            // Isolates are letters without a shape for some programs, and a label is in one script.
            element.Value = element.Value.Trim('\u2067', '\u2069');
            element.SetAttributeValue("font-family", FontOf(element.Value));
        }

        element.Attribute("class")?.Remove();
    }

    /// <summary>The font that has the letters: not every program looks for another one.</summary>
    private static string FontOf(string text) =>
        text.Any(c => c is >= '\u0590' and <= '\u05FF') ? "Noto Sans Hebrew" : text.Any(c => c is >= '\u0900' and <= '\u097F') ? "Noto Sans Devanagari" : "Noto Sans";
}

/// <summary>A drawing.</summary>
/// <param name="Description">What it shows, in words; null if it says nothing of itself.</param>
/// <param name="Ratio">Its width, divided by its height.</param>
internal sealed record SectionDrawing(string Svg, string? Description, double Ratio);
