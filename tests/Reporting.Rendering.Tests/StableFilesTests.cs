using System.IO.Compression;
using System.Xml.Linq;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests;

[Collection("chromium")]
public class StableFilesTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    [InlineData("xlsx")]
    public async Task The_same_document_gives_the_same_bytes(string format)
    {
        var first = await TestRenderer.BytesAsync(format, SampleReport.Whole());
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        var second = await TestRenderer.BytesAsync(format, SampleReport.Whole());
        Assert.True(first.AsSpan().SequenceEqual(second));
    }

    /// <summary>The workbook library caches borders and ignores the colour of sides that are not drawn. With such a colour, a file would depend on the workbooks before it.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public async Task A_side_of_a_border_that_is_not_drawn_has_no_colour(string language)
    {
        using var workbook = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Language = language })));
        await using var part = await workbook.GetEntry("xl/styles.xml")!.OpenAsync();
        var sides = XElement.Load(part).Descendants().Where(side => side.Parent?.Name.LocalName == "border").ToList();
        Assert.Contains(sides, side => (string?)side.Attribute("style") == "thin" && side.HasElements);
        Assert.DoesNotContain(sides, side => (string?)side.Attribute("style") is null or "none" && side.HasElements);
    }

    [FactNeeds("chromium")]
    public async Task The_same_document_gives_the_same_pdf_on_one_machine()
    {
        var first = await TestRenderer.BytesAsync("pdf", SampleReport.Whole());
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await using var another = TestRenderer.WithOwnBrowser();
        var second = await TestRenderer.BytesAsync(another, "pdf", SampleReport.Whole());
        Assert.True(first.AsSpan().SequenceEqual(second));
    }

    [Fact]
    public async Task An_unknown_format_is_a_problem_that_lists_the_formats()
    {
        await using var services = TestRenderer.Services();
        var renderers = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<ReportRenderers>(services);
        var outcome = await renderers.RenderAsync("docx", SampleReport.Whole(), CancellationToken.None);
        Assert.Equal("unknown-format", outcome.Problem?.Code);
        Assert.Contains("xlsx", outcome.Problem!.Hint, StringComparison.Ordinal);
    }
}
