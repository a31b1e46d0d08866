using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Html;

public sealed partial class SectionDrawingsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public async Task A_drawing_needs_no_style_sheet(string language)
    {
        foreach (var section in new ReportSection[] { SampleReport.Columns(), SampleReport.Stacked(), SampleReport.Bars(), SampleReport.Lines() })
        {
            foreach (var drawing in await SectionDrawings.OfAsync(section, ValueText.In(language)))
            {
                var svg = XElement.Parse(drawing.Svg);
                Assert.All(svg.Descendants(), element => Assert.Null(element.Attribute("class")));
                Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "text"), text => Assert.NotNull(text.Attribute("font-size")));
                Assert.All(svg.Descendants().Where(e => e.Name.LocalName is "line" or "polyline"), line => Assert.NotNull(line.Attribute("stroke-width")));
                Assert.Contains(section.Title, drawing.Description, StringComparison.Ordinal);
                Assert.InRange(drawing.Ratio, .1, 10);
            }
        }
    }

    [Fact]
    public void A_drawing_looks_as_on_the_page()
    {
        var sheet = Variables().Matches(ReportMarkup.SheetText()).Aggregate(ReportMarkup.SheetText(), (text, one) => text.Replace($"var({one.Groups["name"].Value})", one.Groups["value"].Value, StringComparison.Ordinal));
        var rules = SvgRules().Matches(sheet).ToDictionary(rule => rule.Groups["selector"].Value, rule => rule.Groups["looks"].Value.Replace("px", string.Empty, StringComparison.Ordinal));
        foreach (var (selector, looks) in SectionDrawings.Looks)
        {
            Assert.Equal(rules[selector], string.Concat(looks.Select(look => $"{look.Name}: {look.Value}; ")).Trim());
            rules.Remove(selector);
        }

        // The reach of a pointer is on pages only.
        Assert.Equal(["svg .reach"], rules.Keys);
    }

    [GeneratedRegex(@"^  (?<name>--[a-z-]+): (?<value>[^;]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variables();

    [GeneratedRegex(@"^(?<selector>svg[. ][a-z. -]+) \{ (?<looks>[^}]+) \}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SvgRules();
}
