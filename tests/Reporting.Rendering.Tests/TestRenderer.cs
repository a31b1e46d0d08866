using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Pdf;
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

    // A browser takes longer to start than most prints take.
    private static readonly ChromiumBrowser Shared = new(NullLogger<ChromiumBrowser>.Instance);

    static TestRenderer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Shared.Dispose();

    /// <summary>Prints with the browser that the tests of this process share.</summary>
    public static ServiceProvider Services(params (string Key, string Value)[] settings) => Collection(settings).AddSingleton(Shared).BuildServiceProvider();

    /// <summary>Starts a browser of its own for the first print. For tests that kill it, count its pages or need a second one.</summary>
    public static ServiceProvider WithOwnBrowser(params (string Key, string Value)[] settings) => Collection(settings).BuildServiceProvider();

    private static IServiceCollection Collection((string Key, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([Patience])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build())
        .AddRendering()
#if QUESTPDF
        .AddQuestPdf()
#endif
        ;

    public static async Task<byte[]> BytesAsync(string format, ReportDocument document, params (string Key, string Value)[] settings)
    {
        await using var services = Services(settings);
        return await BytesAsync(services, format, document);
    }

    public static async Task<byte[]> BytesAsync(ServiceProvider services, string format, ReportDocument document)
    {
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
