using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Finds SQL in the texts of C# code.</summary>
internal static partial class SqlInCode
{
    public static IReadOnlyList<string> Of(string code) =>
    [
        .. Raw().Matches(code).Concat(Plain().Matches(Raw().Replace(code, "")))
            .Select(m => m.Groups[1].Value.Trim())
            .Where(text => Statement().IsMatch(text) && !text.Contains('{')),
    ];

    [GeneratedRegex("\"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Raw();

    [GeneratedRegex("(?<!\\\\)\"((?:[^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|IF|CREATE TABLE)\s")]
    private static partial Regex Statement();
}
