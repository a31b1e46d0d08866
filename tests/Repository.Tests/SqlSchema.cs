using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>A simple parser of migration scripts, to compare a script with its twin.</summary>
internal static partial class SqlSchema
{
    /// <summary>"table FactEngagement: EngagementKey, Code …", "table Import also: Retired", "index IX… on …: columns", "insert into DimDate (…)",
    /// "view bi_Engagements: its whole text", sorted.</summary>
    public static IReadOnlyList<string> Of(string script)
    {
        var text = Comment().Replace(script, "").Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        return
        [
            .. Table().Matches(text).Select(m => $"table {m.Groups[1].Value}: {Columns(m.Groups[2].Value)}")
                .Concat(Index().Matches(text).Select(m => $"index {m.Groups[1].Value} on {m.Groups[2].Value}: {Names(m.Groups[3].Value + "," + m.Groups[4].Value)}"))
                .Concat(Column().Matches(text).Select(m => $"table {m.Groups[1].Value} also: {Columns(m.Groups[2].Value)}"))
                .Concat(Insert().Matches(text).Select(m => $"insert into {m.Groups[1].Value}: {Names(m.Groups[2].Value)}"))
                .Concat(View().Matches(text).Select(m => $"view {m.Groups[1].Value.Replace('.', '_')}: {string.Join(' ', m.Groups[2].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Columns(string body) => string.Join(", ", Line().Split(body)
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("PRIMARY", StringComparison.Ordinal))
        .Select(line => $"{line.Split(' ')[0]}{(line.Contains("NOT NULL", StringComparison.Ordinal) ? "" : "?")}{References().Match(line).Value}"));

    private static string Names(string list) => string.Join(", ", list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^ALTER TABLE (\w+) ADD (\w+ [^;\n]*)", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex(@"CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+) \(([^)]*)\)(?: INCLUDE \(([^)]*)\))?")]
    private static partial Regex Index();

    [GeneratedRegex(@"INSERT INTO (\w+) \(([^)]*)\)")]
    private static partial Regex Insert();

    [GeneratedRegex(@"CREATE VIEW ([\w.]+) AS(.*?);", RegexOptions.Singleline)]
    private static partial Regex View();

    [GeneratedRegex(@"\n")]
    private static partial Regex Line();

    [GeneratedRegex(@" REFERENCES \w+ \(\w+\)")]
    private static partial Regex References();
}
