using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

/// <summary>
/// Finds the codes of problems in the sources: the text after <c>ProblemKind.X,</c>, and the first text of every call of a method that passes a
/// <c>code</c> on (<c>Invalid("…", …)</c>). A code that is neither is reported as unseen, so that none escapes by being written in another way.
/// </summary>
internal static partial class ErrorCodes
{
    private static readonly IReadOnlyList<(string Path, string Text)> Sources =
        [.. RepositoryFiles.Under("src", "*.cs").Select(path => (path, Comment().Replace(RepositoryFiles.Read(path), "")))];

    private static readonly string[] Shared = [.. Sources.SelectMany(s => SharedPasser().Matches(s.Text).Select(m => $"{Class(s.Path)}.{m.Groups[1].Value}"))];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Sources.SelectMany(s => Direct().Matches(s.Text).Select(m => m.Groups[1].Value).Concat(Passed(s.Text)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Places whose code this class cannot read.</summary>
    public static IReadOnlyList<string> Unseen { get; } =
    [
        .. Sources.SelectMany(s => Hidden().Matches(s.Text).Concat(Regex.Matches(s.Text, $@"{Passers(s.Text)}\((?>\s*)(?!""|string code\b)[^;]{{0,60}}")).Select(m => $"{s.Path}: {m.Value}")),
        .. Sources.Where(s => Forwarded().Count(s.Text) != Passer().Count(s.Text)).Select(s => $"{s.Path}: passes a code on, but its callers are not recognised."),
    ];

    private static IEnumerable<string> Passed(string text) =>
        Regex.Matches(text, $@"{Passers(text)}\(\s*""([^""]*)""").Select(m => m.Groups[1].Value);

    // Those of the file itself, and those that others may call by their class.
    private static string Passers(string text)
    {
        var own = Passer().Matches(text).Select(m => $@"(?<![\w.]){m.Groups[1].Value}");
        return $"(?:{string.Join('|', own.Concat(Shared.Select(name => $@"\b{Regex.Escape(name)}")).DefaultIfEmpty("(?!)"))})";
    }

    private static string Class(string path) => Path.GetFileNameWithoutExtension(path);

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"ProblemKind\.\w+,\s*""([^""]*)""")]
    private static partial Regex Direct();

    [GeneratedRegex(@"ProblemKind\.\w+,(?>\s*)(?!""|code\b)[^;]{0,60}")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?:Problem|Exception|Outcome<\w+>|IResult)\?? (\w+)\(string code\b")]
    private static partial Regex Passer();

    [GeneratedRegex(@"ProblemKind\.\w+,\s*code\b")]
    private static partial Regex Forwarded();

    [GeneratedRegex(@"(?:public|internal) static \w*(?:Problem|Exception) (\w+)\(string code\b")]
    private static partial Regex SharedPasser();
}
