using System.Text.RegularExpressions;

namespace Repository.Tests;

public sealed partial class SourceFilesTests
{
    private const int MaxLines = 250;

    [Fact]
    public void Time_comes_from_TimeProvider()
    {
        var files = RepositoryFiles.Under("src", "*.cs").Concat(RepositoryFiles.Under("tests", "*.cs"));
        Assert.DoesNotContain(files, path => Clock().IsMatch(RepositoryFiles.Read(path)));
    }

    [Fact]
    public void Long_files_explain_at_the_top_why_they_are_long()
    {
        var silent = RepositoryFiles.Under("src", "*.cs")
            .Concat(RepositoryFiles.Under("src", "*.razor"))
            .Where(path => RepositoryFiles.Read(path).Split('\n') is { Length: > MaxLines } lines && !lines.Take(5).Any(l => l.StartsWith("// Long", StringComparison.Ordinal)));
        Assert.Empty(silent);
    }

    [Fact]
    public void Folders_are_nouns_of_the_product()
    {
        string[] patterns = ["Services", "Helpers", "Utils", "Common", "Shared", "Core", "Base", "Managers"];
        Assert.DoesNotContain(RepositoryFiles.Under("src", "*.cs"), path => path.Split('/').Intersect(patterns).Any());
    }

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b")]
    private static partial Regex Clock();
}
