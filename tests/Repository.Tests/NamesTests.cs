using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>The code uses standard names. banned-names.txt lists coined names and their replacements.</summary>
public sealed partial class NamesTests
{
    private static readonly IReadOnlyDictionary<string, string> Banned = RepositoryFiles.Read("tests/Repository.Tests/banned-names.txt")
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(" -> "))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    [Fact]
    public void Code_and_docs_use_no_banned_name()
    {
        var banned = new Regex($@"\b({string.Join('|', Banned.Keys)})\b", RegexOptions.Compiled, TimeSpan.FromSeconds(10));
        var files = new[] { "src", "tests", "benchmarks" }.SelectMany(folder => RepositoryFiles.Under(folder, "*.cs").Concat(RepositoryFiles.Under(folder, "*.razor")))
            .Concat(RepositoryFiles.Under("docs", "*.md"))
            .Append("ARCHITECTURE.md").Append("README.md").Append("reports/README.md");
        Assert.Empty(files.SelectMany(file => banned.Matches(RepositoryFiles.Read(file)).Select(match => $"{file}: {match.Value} (write {Banned[match.Value]})")));
    }

    [Fact]
    public void Private_fields_begin_with_an_underscore()
    {
        var files = new[] { "src", "tests", "benchmarks" }.SelectMany(folder => RepositoryFiles.Under(folder, "*.cs"));
        Assert.Empty(files.SelectMany(file => BareField().Matches(RepositoryFiles.Read(file)).Select(match => $"{file}: {match.Value.Trim()}")));
    }

    [GeneratedRegex(@"^ {4,12}private (?:static |readonly |volatile )*(?!const |async |static |readonly )[\w.]+(?:<[^;={\n]*>)?(?:\[[,\]]*\]?)?\??(?:\[\]\??)? [a-z]\w*(?: =[^>]|;)", RegexOptions.Multiline, 10_000)]
    private static partial Regex BareField();
}
