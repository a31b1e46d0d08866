using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Reports.Documents;
#if QUESTPDF
using Reporting.Rendering.QuestPdf;
#endif
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests;

/// <summary>Renders with the service's own registration.</summary>
internal static class TestRenderer
{
    // Long limits, so that a busy machine does not fail tests.
    private static readonly KeyValuePair<string, string?> Patience = new("Pdf:TimeoutSeconds", "120");

    public static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([Patience])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build())
        .AddRendering()
#if QUESTPDF
        .AddQuestPdf()
#endif
        .BuildServiceProvider();

    public static async Task<byte[]> BytesAsync(string format, ReportDocument document, params (string Key, string Value)[] settings)
    {
        await using var services = Services(settings);
        var outcome = await services.GetRequiredService<ReportRenderers>().RenderAsync(format, document, CancellationToken.None);
        Assert.True(outcome.IsValue(out var file, out var problem), problem?.Message);
        return file.Content.ToArray();
    }

    /// <summary>Runs a program and returns its output.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {error.Result}{output}");
        return output;
    }

    public static string Temporary(byte[] content, string extension)
    {
        var path = Path.Combine(Path.GetTempPath(), "reporting-rendering-" + Path.GetRandomFileName() + extension);
        File.WriteAllBytes(path, content);
        return path;
    }
}
