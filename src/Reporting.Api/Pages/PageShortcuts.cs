namespace Reporting.Api.Pages;

/// <summary>Keyboard shortcuts, which the script carries out. The page /shortcuts lists them.</summary>
internal static class PageShortcuts
{
    public const string Path = "/shortcuts";

    public static void MapShortcuts(this WebApplication app) =>
        app.MapGet(Path, (HttpContext context) => PageResult.Of<ShortcutsPage>(context, StatusCodes.Status200OK, [])).AllowAnonymous().Pages();
}
