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

    [FactNeeds("chromium")]
    public async Task The_same_document_gives_the_same_pdf_on_one_machine()
    {
        var first = await TestRenderer.BytesAsync("pdf", SampleReport.Whole());
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        var second = await TestRenderer.BytesAsync("pdf", SampleReport.Whole());
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
