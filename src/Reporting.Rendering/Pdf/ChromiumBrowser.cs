using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// One Chromium for the whole service: started when the first PDF is asked for, kept warm, started anew when it died, hangs or has printed
/// often enough, and gone with the host.
/// </summary>
public sealed partial class ChromiumBrowser(ILogger<ChromiumBrowser> logger) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private RunningBrowser? _current;
    private bool _disposed;
    private bool _tidied;
    private int _pages;
    private int _maxPages;
    private int _retries;

    /// <summary>How many pages are open now, how many were at once at most, how many prints were begun anew, and how many browsers were started.</summary>
    internal int Pages => _pages;

    /// <inheritdoc cref="Pages"/>
    internal int MaxPages => _maxPages;

    /// <inheritdoc cref="Pages"/>
    internal int Retries => _retries;

    /// <inheritdoc cref="Pages"/>
    internal int Starts { get; private set; }

    /// <summary>Told before each wait for the browser: tests stop and kill it there.</summary>
    internal Action<PrintStep>? Reached { get; set; }

    /// <summary>After how long without an answer a browser counts as hung. A busy machine needs some seconds for one.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    internal int? ProcessId => _current?.ProcessId;

    /// <summary>The running browser for one print; starts it where there is none. Give it back.</summary>
    internal async Task<RunningBrowser> RentAsync(string executable, PdfOptions options, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_current is not { Browser.IsConnected: true } running || running.Prints >= options.PrintsPerBrowser)
            {
                await RetireAsync();
                _current = running = await StartAsync(executable, options, cancel);
            }

            running.Users++;
            running.Prints++;
            CountPage();
            return running;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The browser for tests that look at pages; rented until this is disposed of.</summary>
    internal async Task<IBrowser> GetAsync(string executable, int timeoutSeconds, bool sandbox, CancellationToken cancel) =>
        (await RentAsync(executable, new PdfOptions { TimeoutSeconds = timeoutSeconds, Sandbox = sandbox }, cancel)).Browser;

    /// <param name="isBroken">It does not answer any more: it is killed, and the prints of others that it has fail.</param>
    internal async Task GiveBackAsync(RunningBrowser rented, bool isBroken)
    {
        Interlocked.Decrement(ref _pages);
        await _turn.WaitAsync();
        try
        {
            rented.Users--;
            if (isBroken)
            {
                rented.IsRetired = true;
                _current = _current == rented ? null : _current;
            }
        }
        finally
        {
            _turn.Release();
        }

        if (isBroken)
        {
            LogKilled(logger);
            await rented.KillAsync();
        }
        else if (rented is { IsRetired: true, Users: 0 })
        {
            await rented.CloseAsync();
        }
    }

    internal void CountRetry() => Interlocked.Increment(ref _retries);

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _disposed = true;
            if (_current is { } running)
            {
                _current = null;
                await running.CloseAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static string[] Arguments(bool sandbox)
    {
        string[] arguments =
        [
            "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none",
        ];

        // Chromium refuses its sandbox to root; for everyone else the sandbox stays, unless a setting says what stands in its place.
        return !sandbox || (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) ? [.. arguments, "--no-sandbox"] : arguments;
    }

    private async Task<RunningBrowser> StartAsync(string executable, PdfOptions options, CancellationToken cancel)
    {
        if (!_tidied)
        {
            _tidied = true;
            if (BrowserProfiles.RemoveStale(Path.GetTempPath()) is > 0 and var stale)
            {
                LogTidied(logger, stale);
            }
        }

        var launch = new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Headless = true,
            Timeout = options.TimeoutSeconds * 1000,
            HandleSIGINT = false,
            Args = Arguments(options.Sandbox),
            ArtifactsDir = Directory.CreateTempSubdirectory(BrowserProfiles.Prefix).FullName,
        };
        var started = await RunningBrowser.StartAsync(launch, TimeSpan.FromSeconds(options.TimeoutSeconds), logger, cancel);
        Starts++;
        LogStarted(logger, executable, started.Browser.Version);
        return started;
    }

    // Who prints with it still may end that.
    private async Task RetireAsync()
    {
        if (_current is not { } old)
        {
            return;
        }

        _current = null;
        old.IsRetired = true;
        if (old.Users == 0)
        {
            await old.CloseAsync();
        }
    }

    private void CountPage()
    {
        var now = Interlocked.Increment(ref _pages);
        int most;
        while (now > (most = _maxPages) && Interlocked.CompareExchange(ref _maxPages, now, most) != most)
        {
            // Another page opened in between.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started {Executable} {Version} for PDF")]
    private static partial void LogStarted(ILogger logger, string executable, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium did not answer in time and was killed; the next PDF starts another")]
    private static partial void LogKilled(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} folders that killed browsers had left behind")]
    private static partial void LogTidied(ILogger logger, int count);
}
