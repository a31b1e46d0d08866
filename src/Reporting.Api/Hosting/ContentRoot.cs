using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Where reports/, sql/ and appsettings.json are: the current folder, or beside the published program. A current folder that looks like an installation but
/// has lost its definitions stops the start: with those beside the program, other people's access rules would hold (docs/access.md#where-the-rules-are).
/// </summary>
internal static class ContentRoot
{
    private static readonly string Model = Path.Combine("reports", "model", "engagements.yml");

    private static readonly string[] Variables = ["ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT"];

    /// <summary>Null where the arguments or the environment name one.</summary>
    public static string? Find(string[] args) =>
        args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) || Variables.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v)))
            ? null
            : Of(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    /// <param name="current">The folder in which the program is started.</param>
    /// <param name="beside">The folder of the program.</param>
    public static string Of(string current, string beside)
    {
        if (File.Exists(Path.Combine(current, Model)))
        {
            return current;
        }

        return Sign(current) is { } sign
            ? throw new StartException(new Problem(
                ErrorCodes.DefinitionsMissing, $"There is no file {Path.Combine(current, Model)}, though {sign} says that the program is set up in this folder.",
                "Put the folder reports back; or, to use the definitions and access rules beside the program, start it in another folder."))
            : beside;
    }

    /// <summary>All definitions are there. The access file may be elsewhere: then it must be there.</summary>
    public static void Check(string root, string accessFile)
    {
        foreach (var (path, hint) in new[] { (Path.Combine(root, Model), "Put the folder reports back."), (accessFile, "Put the file back, or correct AccessRules:File: without it nobody knows who may see what.") })
        {
            if (!File.Exists(path))
            {
                throw new StartException(new Problem(ErrorCodes.DefinitionsMissing, $"There is no file {path}.", hint));
            }
        }
    }

    // A link that leads nowhere is there, too: perhaps its disk is not mounted.
    private static string? Sign(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => name is "reports" or "appsettings.json" || (name!.StartsWith("appsettings.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)))
        ?? (File.Exists(Path.Combine(folder, "data", "reporting.db")) ? "data/reporting.db" : null);
}
