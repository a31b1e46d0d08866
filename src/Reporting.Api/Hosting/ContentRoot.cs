namespace Reporting.Api.Hosting;

/// <summary>Where reports/, sql/ and appsettings.json are: the current folder, or beside the published program.</summary>
internal static class ContentRoot
{
    public static string Find()
    {
        var current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "reports", "model", "engagements.yml")) ? current : AppContext.BaseDirectory;
    }
}
