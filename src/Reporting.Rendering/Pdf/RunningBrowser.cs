using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Reporting.Rendering.Pdf;

/// <summary>One started Chromium with its driver and its folder. Every wait for it has a limit, and it can be killed whatever state it is in.</summary>
internal sealed partial class RunningBrowser
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly IPlaywright _driver;
    private readonly ILogger _logger;
    private readonly Process? _process;
    private readonly List<(string Folder, FileStream? Claim)> _folders;
    private int _gone;

    private RunningBrowser(IPlaywright driver, IBrowser browser, Process? process, IEnumerable<string?> folders, ILogger logger)
    {
        (_driver, Browser, _process, _logger) = (driver, browser, process, logger);
        _folders = [.. folders.OfType<string>().Select(f => (f, BrowserProfiles.Claim(f)))];
    }

    public IBrowser Browser { get; }

    /// <summary>How many prints it was rented for so far.</summary>
    public int Prints { get; set; }

    /// <summary>How many use it now.</summary>
    public int Users { get; set; }

    /// <summary>No longer rented: the last user closes it.</summary>
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
            // The driver takes a browser with it that it has started.
            await DisposeAsync(driver);
            throw;
        }
    }

    public int? ProcessId => _process?.Id;

    /// <summary>Ends when the browser does not answer any more, however busy it may be with a page, or with the cancellation.</summary>
    /// <param name="patience">For one answer; asked each time, so that tests can be short of it.</param>
    public async Task UntilSilentAsync(Func<TimeSpan> patience, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && Browser.IsConnected)
        {
            await Task.Delay(Moment, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await AskAsync().WaitAsync(patience(), cancel);
            }
            catch (TimeoutException)
            {
                return;
            }
            catch (PlaywrightException)
            {
                // It was closed: whoever waits for it learns that at once.
            }
        }

        await Task.Delay(Timeout.Infinite, cancel);
    }

    /// <summary>Ends it in peace, or kills it where that takes too long. Header twice it is the same.</summary>
    public async Task CloseAsync()
    {
        if (_gone == 1)
        {
            return;
        }

        try
        {
            await Browser.CloseAsync().WaitAsync(Moment);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            LogClosing(_logger, e.Message);
        }

        await KillAsync();
    }

    /// <summary>Whatever state it is in: also stopped, also dead already.</summary>
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
            // It has ended.
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

    private async Task AskAsync()
    {
        var session = await Browser.NewBrowserCDPSessionAsync();
        await session.SendAsync("Browser.getVersion");
        await session.DetachAsync();
    }

    // The driver does not say which process it has started; Chromium itself does.
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

    // Where the system shows how a process was started; elsewhere the driver alone tidies up.
    private static string? FolderOf(int id)
    {
        const string Folder = "--user-data-dir=";
        var arguments = $"/proc/{id}/cmdline";
        return File.Exists(arguments)
            ? File.ReadAllText(arguments).Split('\0', ' ').FirstOrDefault(a => a.StartsWith(Folder, StringComparison.Ordinal))?[Folder.Length..]
            : null;
    }

    // Its end waits for the driver's process, which may be stopped as well.
    private static async Task DisposeAsync(IPlaywright driver)
    {
        try
        {
            await Task.Run(driver.Dispose).WaitAsync(Moment);
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "Chromium did not close by itself: {Reason}")]
    private static partial void LogClosing(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The folder {Folder} of Chromium stays until the next start")]
    private static partial void LogFolder(ILogger logger, string folder);
}
