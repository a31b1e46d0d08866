using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

/// <summary>Each threat of docs/security.md names the tests that try it, and these exist.</summary>
public sealed class ThreatsTests
{
    [Fact]
    public void Each_threat_names_tests_that_exist()
    {
        var rows = RepositoryFiles.Read("docs/security.md").Split('\n').SkipWhile(line => !line.StartsWith("| Threat ", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).ToList();
        var tests = RepositoryFiles.Under("tests", "*Tests.cs").Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        Assert.True(rows.Count > 15, $"Only {rows.Count} threats found.");
        Assert.All(rows, row =>
        {
            var tried = row.TrimEnd().TrimEnd('|').Split(" | ")[^1];
            var named = Regex.Matches(tried, @"\w+Tests\b").Select(m => m.Value).ToList();
            Assert.True(named.Count > 0 || tried.Contains("`.ci/run`", StringComparison.Ordinal), row);
            Assert.All(named, name => Assert.True(tests.Contains(name), $"There is no {name}."));
        });
    }
}
