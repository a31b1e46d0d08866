using System.Reflection;
using System.Text.RegularExpressions;
using Reporting.Rendering.Values;

namespace Repository.Tests;

public sealed partial class PaletteTests
{
    private static readonly IReadOnlyDictionary<string, string> Colours =
        typeof(Palette).GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(f => f.Name.ToLowerInvariant(), f => (string)f.GetRawConstantValue()!);

    [Theory]
    [InlineData("src/Reporting.Rendering/Html/report.css")]
    [InlineData("src/Reporting.Api/Pages/page.css")]
    public void Style_sheets_name_the_colours_of_the_palette(string path)
    {
        var named = Variable().Matches(RepositoryFiles.Read(path)).Where(m => Colours.ContainsKey(m.Groups[1].Value)).ToList();
        Assert.Equal(6, named.Count);
        Assert.All(named, m => Assert.Equal(Colours[m.Groups[1].Value], m.Groups[2].Value));
    }

    // The first of two colours is that of light pages.
    [GeneratedRegex(@"--(\w+): (?:light-dark\()?(#[0-9a-f]{6})[;,]")]
    private static partial Regex Variable();
}
