namespace Reporting.Rendering.Tests;

[Collection("chromium")]
public class SampleFiles
{
    /// <summary>Writes every format for inspection: <c>RENDER_SAMPLES=/tmp/x dotnet test --filter SampleFiles</c>.</summary>
    [Fact]
    public async Task Every_format_renders_the_sample()
    {
        await using var services = TestRenderer.Services();
        foreach (var format in (string[])["json", "csv", "xlsx", "html"])
        {
            var content = await TestRenderer.BytesAsync(format, SampleReport.Whole());
            Assert.NotEmpty(content);
            if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, "sample." + format), content);
            }
        }
    }

    [FactNeeds("chromium")]
    public async Task The_sample_renders_as_pdf()
    {
        var content = await TestRenderer.BytesAsync("pdf", SampleReport.Whole());
        Assert.NotEmpty(content);
        if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "sample.pdf"), content);
        }
    }
}
