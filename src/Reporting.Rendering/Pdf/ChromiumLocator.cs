namespace Reporting.Rendering.Pdf;

/// <summary>Finds Chromium on this machine. The headless shell comes first: it is Chromium without windows, and needs less memory and time.</summary>
internal static class ChromiumLocator
{
    private static readonly string[] Names = ["chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];

    /// <summary>Debian's program itself. The one on the path is a script that starts it and waits.</summary>
    private const string DebianShell = "/usr/lib/chromium/chromium-headless-shell";

    private static readonly string[] Elsewhere =
    [
        "/usr/bin",
        "/usr/local/bin",
        "/snap/bin",
        "/Applications/Google Chrome.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application",
        @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    /// <summary>The path of Chromium, or null. A configured path is never replaced by another one.</summary>
    public static string? Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return File.Exists(configured) ? configured : null;
        }

        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => path.Concat(Elsewhere).Select(folder => Path.Combine(folder, name))).Prepend(DebianShell).FirstOrDefault(File.Exists);
    }
}
