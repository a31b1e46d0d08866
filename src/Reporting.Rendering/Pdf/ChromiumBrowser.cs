using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// One Chromium for the whole service: started when the first PDF is asked for, kept warm, started anew when it died,
/// and gone with the host.
/// </summary>
public sealed partial class ChromiumBrowser(ILogger<ChromiumBrowser> logger) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _driver;
    private IBrowser? _browser;
    private bool _disposed;
    private int _pages;
    private int _maxPages;
    private int _retries;

    /// <summary>How many pages are open now, how many were at once at most, and how many prints were begun anew because the browser had died.</summary>
    internal int Pages => _pages;

    /// <inheritdoc cref="Pages"/>
    internal int MaxPages => _maxPages;

    /// <inheritdoc cref="Pages"/>
    internal int Retries => _retries;

    /// <summary>The running browser; starts it where there is none.</summary>
    internal async Task<IBrowser> GetAsync(string executable, int timeoutSeconds, bool sandbox, CancellationToken cancel)
    {
        await _starting.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_browser is { IsConnected: true } running)
            {
                return running;
            }

            await CloseAsync();
            _driver = await Playwright.CreateAsync();
            _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Headless = true,
                Timeout = timeoutSeconds * 1000,
                HandleSIGINT = false,
                Args = Arguments(sandbox),
            });
            LogStarted(logger, executable, _browser.Version);
            return _browser;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Counts a page for as long as the result is not disposed of.</summary>
    internal IDisposable CountPage()
    {
        var now = Interlocked.Increment(ref _pages);
        int most;
        while (now > (most = _maxPages) && Interlocked.CompareExchange(ref _maxPages, now, most) != most)
        {
            // Another page opened in between.
        }

        return new Counted(this);
    }

    internal void CountRetry() => Interlocked.Increment(ref _retries);

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _disposed = true;
            await CloseAsync();
        }
        finally
        {
            _starting.Release();
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

    private async Task CloseAsync()
    {
        var (browser, driver) = (_browser, _driver);
        (_browser, _driver) = (null, null);
        try
        {
            if (browser is not null)
            {
                await browser.CloseAsync();
            }
        }
        catch (PlaywrightException e)
        {
            // It was dead already: there is nothing left to close.
            LogClosing(logger, e.Message);
        }

        driver?.Dispose();
    }

    private sealed class Counted(ChromiumBrowser browser) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref browser._pages);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started {Executable} {Version} for PDF")]
    private static partial void LogStarted(ILogger logger, string executable, string version);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Chromium was gone before it was closed: {Reason}")]
    private static partial void LogClosing(ILogger logger, string reason);
}
