using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

/// <summary>The rows of a page's tables that start with a name in code format: <c>| `name` | …</c>, or <c>| 405 | `name` | …</c>.</summary>
internal static partial class MarkdownRows
{
    public static ILookup<string, string> ByName(string path) =>
        RepositoryFiles.Read(path).ReplaceLineEndings("\n").Split('\n')
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .SelectMany(row => Name().Matches(row.Groups[1].Value).Select(name => (Name: name.Groups[1].Value, Line: row.Value)))
            .ToLookup(row => row.Name, row => row.Line);

    /// <summary>The rows of one section: from its heading to the next of the same or a higher level.</summary>
    public static ILookup<string, string> ByName(string path, string heading)
    {
        var lines = RepositoryFiles.Read(path).ReplaceLineEndings("\n").Split('\n');
        var start = Array.IndexOf(lines, heading);
        Assert.True(start >= 0, $"{path} has no heading '{heading}'.");
        var level = heading.TakeWhile(c => c == '#').Count();
        return lines.Skip(start + 1)
            .TakeWhile(line => !(line.StartsWith('#') && line.TakeWhile(c => c == '#').Count() <= level))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .SelectMany(row => Name().Matches(row.Groups[1].Value).Select(name => (Name: name.Groups[1].Value, Line: row.Value)))
            .ToLookup(row => row.Name, row => row.Line);
    }

    [GeneratedRegex(@"^\|\s*(?:\d{3}\s*\|\s*)?((?:`[^`|]+`(?:,\s*)?)+)\s*\|.*$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
