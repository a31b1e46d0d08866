using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

/// <summary>Every line of the conformance claim names existing tests.</summary>
public sealed partial class ConformanceTests
{
    [Fact]
    public void Every_line_of_the_claim_has_its_test()
    {
        var tests = RepositoryFiles.Under("tests/Reporting.Api.Tests", "*.cs").SelectMany(file => Test().Matches(RepositoryFiles.Read(file))).Select(m => m.Groups["name"].Value).ToHashSet();
        var lines = RepositoryFiles.Read("docs/odata-conformance.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Line", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count > 20, $"{lines.Count} lines");
        Assert.All(lines, line =>
        {
            var named = Named().Matches(line.Split('|')[^2]).Select(m => m.Groups["name"].Value).Where(name => name.Contains('_', StringComparison.Ordinal)).ToList();
            Assert.True(named.Count > 0, $"No test: {line}");
            Assert.All(named, name => Assert.Contains(name, tests));
        });
    }

    [GeneratedRegex(@"public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Test();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Named();
}
