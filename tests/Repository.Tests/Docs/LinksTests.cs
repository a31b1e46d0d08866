using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

public sealed partial class LinksTests
{
    private static readonly string[] NotOurs = ["artifacts", "data", "node_modules"];

    public static TheoryData<string> Pages => [.. RepositoryFiles.Under("", "*.md").Where(path => !path.Split('/').Intersect(NotOurs).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_has_a_target(string page)
    {
        var links = Link().Matches(Code().Replace(RepositoryFiles.Read(page), "")).Select(m => m.Groups[1].Value).Where(link => !Outside().IsMatch(link));
        Assert.DoesNotContain(links, link => !Exists(page, link));
    }

    private static bool Exists(string page, string link)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        var path = Path.Combine(RepositoryFiles.Root, target);
        return Path.Exists(path) && (parts.Length == 1 || Anchors(File.ReadAllText(path)).Contains(parts[1], StringComparer.Ordinal));
    }

    // Anchors as repository web pages make them: lower case, hyphens for spaces, other characters removed.
    private static IEnumerable<string> Anchors(string text) => Heading().Matches(text.ReplaceLineEndings("\n"))
        .Select(m => string.Concat(m.Groups[1].Value.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
