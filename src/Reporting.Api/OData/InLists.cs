using System.Text.RegularExpressions;

namespace Reporting.Api.OData;

/// <summary>
/// Lists behind <c>in</c> as the parser can read them: it takes them for JSON, where a date needs quotation marks, and it fails at an empty text.
/// </summary>
internal static partial class InLists
{
    /// <summary>Stands for an empty text; no URL may hold this character.</summary>
    public const string Empty = "\uFDD0";

    public static string Readable(string text) => TextOrList().Replace(text, part => part.Groups["list"].Success ? Item().Replace(part.Value, Written) : part.Value);

    private static string Written(Match item) => item.Value switch
    {
        "''" => $"'{Empty}'",
        ['\'', ..] => item.Value,
        _ => $"'{item.Value}'",
    };

    [GeneratedRegex(@"'([^']|'')*'|\bin\s*\((?<list>('([^']|'')*'|[^'()])*)\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextOrList();

    [GeneratedRegex(@"'([^']|'')*'|\d{4}-\d\d-\d\d[^,\s)]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();
}
