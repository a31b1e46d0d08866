using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.TestWarehouses;

namespace Reporting.Rendering.Tests.Pdf;

/// <summary>Kills Chromium, or stops it with SIGSTOP, at steps where a print waits for it. REPORTING_FAULTS=1 covers every step.</summary>
[Collection("chromium")]
[Trait("Category", "Faults")]
public sealed class HungBrowserTests : IAsyncLifetime
{
    private static readonly string[] Steps = [nameof(PrintStep.OpeningContext), nameof(PrintStep.OpeningPage), nameof(PrintStep.SettingContent), nameof(PrintStep.Printing), nameof(PrintStep.Closing)];

    private readonly ServiceProvider _services = TestRenderer.WithOwnBrowser();
    private readonly ReportRenderers _renderers;
    private readonly ChromiumBrowser _chromium;

    public HungBrowserTests()
    {
        _renderers = _services.GetRequiredService<ReportRenderers>();
        _chromium = _services.GetRequiredService<ChromiumBrowser>();
    }

    public static TheoryData<string> KilledAt => [.. TestRun.IsFaults ? Steps : [Steps[1], Steps[3]]];

    public static TheoryData<string> StoppedAt => [.. TestRun.IsFaults ? Steps : [Steps[3]]];

    public Task InitializeAsync() => PrintAsync();

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [TheoryNeeds("chromium")]
    [MemberData(nameof(KilledAt))]
    public async Task A_browser_killed_at_any_step_costs_at_most_one_retry(string step)
    {
        Once(step, id => Process.GetProcessById(id).Kill());
        await PrintAsync();
        Assert.Equal(step == nameof(PrintStep.Closing) ? 0 : 1, _chromium.Retries);
        await PrintAsync();
        Assert.Equal((0, 2), (_chromium.Pages, _chromium.Starts));
    }

    [TheoryNeeds("chromium")]
    [MemberData(nameof(StoppedAt))]
    public async Task A_browser_stopped_at_any_step_is_killed_and_costs_at_most_one_retry(string step)
    {
        var stopped = 0;
        Once(step, id =>
        {
            stopped = id;
            _chromium.Patience = TimeSpan.FromSeconds(1);
            TestRenderer.Run("kill", "-STOP", $"{id}");
        });
        await PrintAsync();
        Assert.Equal(step == nameof(PrintStep.Closing) ? 0 : 1, _chromium.Retries);
        Assert.False(IsAlive(stopped), "The stopped browser is still there.");
        await PrintAsync();
        Assert.Equal((0, 2), (_chromium.Pages, _chromium.Starts));
    }

    [FactNeeds("chromium")]
    public async Task A_browser_that_hangs_twice_is_a_problem_and_the_next_print_works()
    {
        _chromium.Reached = step =>
        {
            if (step == PrintStep.OpeningContext)
            {
                _chromium.Patience = TimeSpan.FromSeconds(1);
                TestRenderer.Run("kill", "-STOP", $"{_chromium.ProcessId}");
            }
        };
        var failed = await _renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("pdf-engine-failed", failed.Problem?.Code);
        _chromium.Reached = null;
        _chromium.Patience = TimeSpan.FromSeconds(60);
        await PrintAsync();
    }

    [FactNeeds("chromium")]
    public async Task A_new_browser_replaces_the_old_one_after_some_prints()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:PrintsPerBrowser", "2"));
        var (renderers, chromium) = (services.GetRequiredService<ReportRenderers>(), services.GetRequiredService<ChromiumBrowser>());
        var ids = new HashSet<int>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null((await renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)).Problem);
            ids.Add(chromium.ProcessId!.Value);
        }

        Assert.Equal((2, 2), (chromium.Starts, ids.Count));
        Assert.Single(ids, IsAlive);
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(0, 1_001, true)]
    [InlineData(0, 1_000, false)]
    public void A_browser_is_replaced_after_its_number_of_prints_or_above_its_memory(int prints, long bytes, bool isWorn) =>
        Assert.Equal(isWorn, ChromiumBrowser.IsWorn(prints, bytes, new PdfOptions { PrintsPerBrowser = 3, MaxBrowserBytes = 1_000 }));

    [FactNeeds("chromium")]
    public async Task Memory_is_that_of_all_processes_and_a_reader_is_refused_when_too_many_wait()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:MaxConcurrent", "1"), ("Pdf:MaxWaiting", "0"));
        var (renderers, chromium) = (services.GetRequiredService<ReportRenderers>(), services.GetRequiredService<ChromiumBrowser>());
        string? second = null;
        chromium.Reached = step => second = step == PrintStep.Printing
            ? renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None).GetAwaiter().GetResult().Problem?.Code : second;

        Assert.Null((await renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)).Problem);

        Assert.Equal("pdf-busy", second);
        Assert.InRange(chromium.MemoryBytes, 50_000_000, 4_000_000_000);
    }

    [FactNeeds("chromium")]
    public async Task Folders_of_dead_browsers_are_removed_and_those_of_a_running_one_stay()
    {
        var (stale, living, other) = (Folder(), Folder(), Folder());
        BrowserProfiles.Claim(stale)!.Dispose();
        using (var claim = BrowserProfiles.Claim(living))
        {
            await using var chromium = new ChromiumBrowser(NullLogger<ChromiumBrowser>.Instance);
            var rented = await chromium.RentAsync(ChromiumLocator.Find(null)!, new PdfOptions { TimeoutSeconds = 120 }, CancellationToken.None);
            Assert.Equal((false, true, true), (Directory.Exists(stale), Directory.Exists(living), Directory.Exists(other)));

            // The browser's own folders: its profile and that of its driver. Other processes of this machine may have browsers too.
            Assert.Equal(2, rented.Folders.Count());
            Assert.All(rented.Folders, f => Assert.Null(BrowserProfiles.Claim(f)));
            await chromium.GiveBackAsync(rented, isBroken: true);
            Assert.True(SpinWait.SpinUntil(() => BrowserProfiles.RemoveStale(Path.GetTempPath()) >= 0 && !rented.Folders.Any(Directory.Exists), 30_000));
        }

        Directory.Delete(living, recursive: true);
        Directory.Delete(other, recursive: true);

        static string Folder() => Directory.CreateTempSubdirectory(BrowserProfiles.Prefix).FullName;
    }

    // Acts the first time that a print reaches the step. Later prints are not disturbed.
    private void Once(string step, Action<int> act)
    {
        _chromium.Reached = reached =>
        {
            if (reached.ToString() == step)
            {
                _chromium.Reached = _ => _chromium.Patience = TimeSpan.FromSeconds(60);
                act(_chromium.ProcessId!.Value);
            }
        };
    }

    private async Task PrintAsync() =>
        Assert.Null((await _renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(5))).Problem);

    private static bool IsAlive(int id)
    {
        try
        {
            return !Process.GetProcessById(id).HasExited && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }
}
