namespace Reporting.Api.Pages;

/// <summary>Keyboard shortcuts, which the script carries out. The page /shortcuts lists them.</summary>
internal static class PageShortcuts
{
    public const string Path = "/shortcuts";

    // The letter after g that opens a page of the bar.
    private static readonly Dictionary<string, string> Letters = new()
    {
        ["/"] = "h",
        ["/explore"] = "e",
        ["/engagements"] = "n",
        ["/members"] = "m",
        ["/exports"] = "x",
        ["/subscriptions"] = "s",
        ["/imports"] = "i",
        ["/admin"] = "a",
        ["/connect"] = "c",
        ["/swagger"] = "d",
    };

    public static void MapShortcuts(this WebApplication app) =>
        app.MapGet(Path, (HttpContext context) => PageResult.Of<ShortcutsPage>(context, StatusCodes.Status200OK, [])).AllowAnonymous().Pages();

    /// <summary>Null if the page has no letter.</summary>
    public static string? LetterOf(string path) => Letters.GetValueOrDefault(path);
}
