using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Reporting.Rendering.Pdf;

/// <summary>A started Chromium with its driver and its folder. Every wait for it has a time limit, and it can be killed in any state.</summary>
internal sealed partial class RunningBrowser
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    private readonly IPlaywright _driver;
    private readonly ILogger _logger;
    private readonly Process? _process;
    private readonly List<(string Folder, FileStream? Claim)> _folders;
    private int _gone;

    private RunningBrowser(IPlaywright driver, IBrowser browser, Process? process, IEnumerable<string?> folders, ILogger logger)
    {
        (_driver, Browser, _process, _logger, ProcessId) = (driver, browser, process, logger, process?.Id);
        _folders = [.. folders.OfType<string>().Select(f => (f, BrowserProfiles.Claim(f)))];
    }

    public IBrowser Browser { get; }

    /// <summary>The number of prints so far.</summary>
    public int Prints { get; set; }

    /// <summary>Bytes of its memory after the last print.</summary>
    public long Bytes { get; set; }

    /// <summary>The number of current users.</summary>
    public int Users { get; set; }

    /// <summary>True when it is no longer rented. The last user closes it.</summary>
    public bool IsRetired { get; set; }

    public static async Task<RunningBrowser> StartAsync(BrowserTypeLaunchOptions options, TimeSpan limit, ILogger logger, CancellationToken cancel)
    {
        var creating = Playwright.CreateAsync();
        IPlaywright driver;
        try
        {
            driver = await creating.WaitAsync(limit, cancel);
        }
        catch
        {
            _ = DisposeLaterAsync(creating);
            throw;
        }

        try
        {
            var browser = await driver.Chromium.LaunchAsync(options).WaitAsync(limit, cancel);
            var (process, folder) = await IdentifyAsync(browser).WaitAsync(limit, cancel);
            return new RunningBrowser(driver, browser, process, [folder, options.ArtifactsDir], logger);
        }
        catch
        {
            // The driver also ends a browser that it has started.
            await DisposeAsync(driver);
            throw;
        }
    }

    /// <summary>It stays after the process has ended.</summary>
    public int? ProcessId { get; }

    /// <summary>The temporary folders of the browser and its driver. They are removed with the browser.</summary>
    public IEnumerable<string> Folders => _folders.Select(f => f.Folder);

    /// <summary>
    /// Ends when the browser no longer responds, even while busy with a page, or when cancelled. It also ends some seconds after the browser died: the driver
    /// does not fail each call that was under way at that moment.
    /// </summary>
    /// <param name="patience">The limit for one response. It is read each time, so that tests can shorten it.</param>
    public async Task UntilSilentAsync(Func<TimeSpan> patience, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && Browser.IsConnected)
        {
            await Task.Delay(CloseLimit, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await PingAsync().WaitAsync(patience(), cancel);
            }
            catch (TimeoutException)
            {
                return;
            }
            catch (PlaywrightException)
            {
                // The browser was closed. Calls under way usually fail at once.
            }
        }

        await Task.Delay(CloseLimit, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Closes the browser, or kills it if that takes too long. Further calls do nothing.</summary>
    public async Task CloseAsync()
    {
        if (_gone == 1)
        {
            return;
        }

        try
        {
            await Browser.CloseAsync().WaitAsync(CloseLimit);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            LogClosing(_logger, e.Message);
        }

        await KillAsync();
    }

    /// <summary>Kills the browser in any state, even when it is stopped or already dead.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _gone, 1) == 1)
        {
            return;
        }

        try
        {
            _process?.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // The process has ended.
        }

        await DisposeAsync(_driver);
        _process?.Dispose();
        foreach (var (folder, claim) in _folders)
        {
            claim?.Dispose();
            if (!BrowserProfiles.Remove(folder))
            {
                LogFolder(_logger, folder);
            }
        }
    }

    private async Task PingAsync()
    {
        var session = await Browser.NewBrowserCDPSessionAsync();
        await session.SendAsync("Browser.getVersion");
        await session.DetachAsync();
    }

    // The driver does not reveal the process that it started. Chromium itself does.
    private static async Task<(Process? Process, string? Folder)> IdentifyAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var processes = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        var id = processes?.GetProperty("processInfo").EnumerateArray().First(p => p.GetProperty("type").GetString() == "browser").GetProperty("id").GetInt32();
        try
        {
            return id is { } known ? (Process.GetProcessById(known), FolderOf(known)) : (null, null);
        }
        catch (ArgumentException)
        {
            return (null, null);
        }
    }

    // Some systems do not reveal a process's arguments. Only the driver then removes the folder.
    private static string? FolderOf(int id)
    {
        const string Folder = "--user-data-dir=";
        var arguments = $"/proc/{id}/cmdline";
        return File.Exists(arguments)
            ? File.ReadAllText(arguments).Split('\0', ' ').FirstOrDefault(a => a.StartsWith(Folder, StringComparison.Ordinal))?[Folder.Length..]
            : null;
    }

    // Disposing waits for the driver's process, which may be stopped as well.
    private static async Task DisposeAsync(IPlaywright driver)
    {
        try
        {
            await Task.Run(driver.Dispose).WaitAsync(CloseLimit);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
        }
    }

    private static async Task DisposeLaterAsync(Task<IPlaywright> creating)
    {
        try
        {
            await DisposeAsync(await creating);
        }
        catch (PlaywrightException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Chromium did not close and is killed: {Reason}")]
    private static partial void LogClosing(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The folder {Folder} of Chromium will be removed at the next start")]
    private static partial void LogFolder(ILogger logger, string folder);
}
