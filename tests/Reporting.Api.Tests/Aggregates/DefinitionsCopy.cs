using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>A content root of its own for a program whose definitions a test changes.</summary>
internal static class DefinitionsCopy
{
    /// <param name="change">Changes the files in the folder of reports.</param>
    public static string Of(Action<string> change)
    {
        var root = Directory.CreateTempSubdirectory("reporting-definitions-").FullName;
        File.Copy(RepositoryRoot.File("appsettings.json"), Path.Combine(root, "appsettings.json"));
        foreach (var folder in new[] { "reports", "sql" })
        {
            foreach (var file in Directory.EnumerateFiles(RepositoryRoot.File(folder), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(root, Path.GetRelativePath(RepositoryRoot.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        change(Path.Combine(root, "reports"));
        return root;
    }
}
