using System.Diagnostics;
using System.Globalization;
using Reporting.Api.Tests.Exports;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Faults;

/// <summary>
/// Full reports are printed within their time limits while other processes use all processors, and their pages are bounded. Each run prints one report beside
/// one such process; <c>make test-faults</c> prints all over ten thousand engagements beside four.
/// </summary>
[Trait("Category", "Faults")]
[Collection(FaultsCollection.Name)]
public sealed class BusyPrintFaultsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Engagements = TestRun.IsFaults ? 10_000 : 100;
    private static readonly int Burning = TestRun.IsFaults ? 4 : 1;

    /// <summary>Five hundred engagements, four or five on a page, and the sections before them.</summary>
    private const int MaxPages = 150;

    private static readonly string[] Queries =
    [
        "yearly-review/pdf?year=2025", "cooperation-by-year-and-domain/pdf?", "domain-profile/pdf?domain=cyber-security,artificial-intelligence", "participant-profile/pdf?",
        "country-pair/pdf?country=IN&partner=IL", "country-pairs/pdf?", "data-quality/pdf?",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-busy-print-").FullName;
    private readonly List<Process> _burning = [];

    public Task InitializeAsync() => ServerProcess.RunAsync(["demo", "generate", "--engagements", $"{Engagements}", "--seed", "7"], DemoDatabase.Settings(_folder));

    public Task DisposeAsync()
    {
        foreach (var process in _burning)
        {
            process.Kill();
            process.Dispose();
        }

        TestFolder.Delete(_folder);
        return Task.CompletedTask;
    }

    [TheoryNeeds("chromium", "pdfinfo")]
    [InlineData("en")]
    public async Task A_full_report_is_printed_within_its_limit_beside_processes_that_use_all_processors(string language)
    {
        await using var server = await ServerProcess.StartAsync(DemoDatabase.Settings(_folder));
        for (var i = 0; i < Burning; i++)
        {
            _burning.Add(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"]) { UseShellExecute = false })!);
        }

        foreach (var query in TestRun.IsFaults ? Queries : Queries[..1])
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await server.Client.GetAsync($"/api/v1/reports/{query}&detail=full&lang={language}");
            var file = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{query}: {answer.StatusCode} {System.Text.Encoding.UTF8.GetString(file)}");
            var pages = Pages(file);
            output.WriteLine($"{query}: {pages} pages in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s");
            Assert.InRange(pages, 2, MaxPages);
        }

        // The same in the background, beside the processes too. It tells its progress on the way.
        var job = await server.Client.AddAsync("pdf", new { detail = "full", lang = language });
        var done = await server.Client.EndAsync(job);
        Assert.Equal("done", ExportRequests.State(done));
        Assert.InRange(Pages(await server.Client.GetByteArrayAsync(job + "/file")), 2, MaxPages);
        Assert.All(_burning, process => Assert.False(process.HasExited));
    }

    private int Pages(byte[] file)
    {
        var path = Path.Combine(_folder, "report.pdf");
        File.WriteAllBytes(path, file);
        return int.Parse(ExternalPrograms.Run("pdfinfo", path).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture);
    }
}
