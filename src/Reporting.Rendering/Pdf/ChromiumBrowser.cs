using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// One Chromium for the whole service. It starts with the first PDF and stays running. It is replaced when it dies, hangs, has printed often enough or holds
/// too much memory, and ends with the host.
/// </summary>
public sealed partial class ChromiumBrowser(ILogger<ChromiumBrowser> logger) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private RunningBrowser? _current;
    private bool _disposed;
    private bool _isCleanedUp;
    private int _pages;
    private int _maxPages;
    private int _retries;

    /// <summary>Statistics for tests: pages open now, most pages open at once, repeated prints, and started browsers.</summary>
    internal int Pages => _pages;

    /// <inheritdoc cref="Pages"/>
    internal int MaxPages => _maxPages;

    /// <inheritdoc cref="Pages"/>
    internal int Retries => _retries;

    /// <inheritdoc cref="Pages"/>
    internal int Starts { get; private set; }

    /// <summary>Called before each wait for the browser. Tests stop and kill it there.</summary>
    internal Action<PrintStep>? Reached { get; set; }

    /// <summary>The time without a response after which a browser counts as hung. A busy machine needs some seconds.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    internal int? ProcessId => _current?.ProcessId;

    /// <summary>Bytes of memory of the browser and its processes now; 0 while none runs.</summary>
    public long MemoryBytes => ProcessId is { } id ? ProcessMemory.OfTree(id) : 0;

    /// <summary>True for a browser that should not print again.</summary>
    internal static bool IsWorn(int prints, long bytes, PdfOptions options) =>
        prints >= options.PrintsPerBrowser || (options.MaxBrowserBytes > 0 && bytes > options.MaxBrowserBytes);

    /// <summary>The running browser for one print, started if necessary. Give it back afterwards.</summary>
    internal async Task<RunningBrowser> RentAsync(string executable, PdfOptions options, CancellationToken cancel)
    {
        await _lock.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_current is not { Browser.IsConnected: true } running || IsWorn(running.Prints, running.Bytes, options))
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
            _lock.Release();
        }
    }

    /// <summary>The browser for tests that examine pages. It stays rented until this is disposed of.</summary>
    internal async Task<IBrowser> GetAsync(string executable, int timeoutSeconds, bool sandbox, CancellationToken cancel) =>
        (await RentAsync(executable, new PdfOptions { TimeoutSeconds = timeoutSeconds, Sandbox = sandbox }, cancel)).Browser;

    /// <param name="isBroken">True when it does not respond. It is then killed, and its other prints fail.</param>
    internal async Task GiveBackAsync(RunningBrowser rented, bool isBroken)
    {
        Interlocked.Decrement(ref _pages);
        var bytes = isBroken || rented.ProcessId is not { } id ? 0 : ProcessMemory.OfTree(id);
        await _lock.WaitAsync();
        try
        {
            rented.Users--;
            rented.Bytes = bytes;
            if (isBroken)
            {
                rented.IsRetired = true;
                _current = _current == rented ? null : _current;
            }
        }
        finally
        {
            _lock.Release();
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
        await _lock.WaitAsync();
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
            _lock.Release();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static string[] Arguments(bool sandbox)
    {
        string[] arguments =
        [
            "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none",
        ];

        // Chromium does not support its sandbox for root. Other users keep it, unless a setting turns it off.
        return !sandbox || (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) ? [.. arguments, "--no-sandbox"] : arguments;
    }

    private async Task<RunningBrowser> StartAsync(string executable, PdfOptions options, CancellationToken cancel)
    {
        if (!_isCleanedUp)
        {
            _isCleanedUp = true;
            if (BrowserProfiles.RemoveStale(Path.GetTempPath()) is > 0 and var stale)
            {
                LogCleanedUp(logger, stale);
            }
        }

        var artifacts = Directory.CreateTempSubdirectory(BrowserProfiles.Prefix).FullName;
        var launch = new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Headless = true,
            Timeout = options.TimeoutSeconds * 1000,
            HandleSIGINT = false,
            Args = Arguments(options.Sandbox),
            ArtifactsDir = artifacts,
        };
        try
        {
            var started = await RunningBrowser.StartAsync(launch, TimeSpan.FromSeconds(options.TimeoutSeconds), logger, cancel);
            Starts++;
            LogStarted(logger, executable, started.Browser.Version);
            return started;
        }
        catch
        {
            BrowserProfiles.Remove(artifacts);
            throw;
        }
    }

    // Other users of the old browser may finish their prints.
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
            // Another page was opened in the meantime.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started {Executable} {Version} for PDF")]
    private static partial void LogStarted(ILogger logger, string executable, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium did not respond in time and was killed. The next PDF starts a new one.")]
    private static partial void LogKilled(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed the folders of killed browsers: {Count}")]
    private static partial void LogCleanedUp(ILogger logger, int count);
}

/// <summary>The step of a print that waits for the browser next.</summary>
internal enum PrintStep
{
    OpeningContext,
    OpeningPage,
    SettingContent,
    Printing,
    Closing,
}
