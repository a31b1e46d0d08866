using System.Globalization;

namespace Repository.Tests.Docs;

public sealed class DecisionsTests
{
    private static readonly string[] Headings = ["## Decision", "## Why", "## Consequences"];

    private static readonly IReadOnlyList<string> Records = [.. RepositoryFiles.Under("docs/decisions", "*.md").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))];

    [Fact]
    public void Every_record_is_in_the_index_with_its_title()
    {
        var index = RepositoryFiles.Read("docs/decisions/README.md");
        Assert.NotEmpty(Records);
        Assert.All(Records, path =>
        {
            var name = Path.GetFileName(path);
            var title = RepositoryFiles.Read(path).Split('\n')[0];
            Assert.StartsWith($"# {name[..4]} ", title, StringComparison.Ordinal);
            Assert.Contains($"| {name[..4]} | [{title[7..].TrimEnd()}]({name}) |", index, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Records_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Records.Count), Records.Select(path => int.Parse(Path.GetFileName(path)[..4], CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_record_has_a_decision_a_reason_and_consequences() => Assert.All(Records, path =>
        Assert.Equal(Headings, RepositoryFiles.Read(path).Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith("## ", StringComparison.Ordinal))));
}
