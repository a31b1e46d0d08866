namespace Reporting.Api.Hosting;

/// <summary>Where reports/, sql/ and appsettings.json are: the current folder, or beside the published program.</summary>
internal static class ContentRoot
{
    /// <summary>Null where the arguments name one.</summary>
    public static string? Find(string[] args)
    {
        if (args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "reports", "model", "engagements.yml")) ? current : AppContext.BaseDirectory;
    }
}
