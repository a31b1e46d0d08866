using System.Reflection;

namespace Repository.Tests;

/// <summary>The files of the repository as they are on disk.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotSources = ["bin", "obj", ".git", "node_modules"];

    public static string Root { get; } = typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths relative to the root, with '/', without build output.</summary>
    public static IReadOnlyList<string> Under(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(NotSources).Any())
            .Order(StringComparer.Ordinal),
    ];
}
