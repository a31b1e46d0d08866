using Reporting.Api.Settings;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Finds the folder of reports/, sql/ and appsettings.json: the current folder, or the program's folder. If the current folder looks like an installation but has
/// no definitions, the start fails. The definitions beside the program could have other access rules (docs/access.md#where-the-rules-are).
/// </summary>
internal static class ContentRoot
{
    private static readonly string Model = Path.Combine("reports", "model", "engagements.yml");

    private static readonly string[] Variables = ["ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT"];

    /// <summary>Null if the arguments or the environment name a content root.</summary>
    public static string? Find(string[] args) =>
        args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) || Variables.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v)))
            ? null
            : Of(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    /// <param name="current">The current folder at start.</param>
    /// <param name="programFolder">The folder of the program.</param>
    public static string Of(string current, string programFolder)
    {
        if (File.Exists(Path.Combine(current, Model)))
        {
            return current;
        }

        return Evidence(current) is { } evidence
            ? throw new StartException(new Problem(
                ErrorCodes.DefinitionsMissing, $"There is no file {Path.Combine(current, Model)}, but {evidence} shows that this folder is an installation.",
                "Restore the folder reports. Or start in another folder to use the definitions and access rules beside the program."))
            : programFolder;
    }

    /// <summary>Checks that the definitions and the access file exist. The access file may be in another folder.</summary>
    public static void Check(string root, string accessFile)
    {
        foreach (var (path, hint) in new[] { (Path.Combine(root, Model), "Restore the folder reports."), (accessFile, "Restore the file, or correct AccessRules:File. The service cannot run without access rules.") })
        {
            if (!File.Exists(path))
            {
                throw new StartException(new Problem(ErrorCodes.DefinitionsMissing, $"There is no file {path}.", hint));
            }
        }
    }

    // A broken link also counts, because its disk may not be mounted.
    private static string? Evidence(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => name is "reports" or "appsettings.json" || (name!.StartsWith("appsettings.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)))
        ?? (File.Exists(Path.Combine(folder, "data", "reporting.db")) ? "data/reporting.db" : null);
}
