using System.Text.RegularExpressions;

namespace Reporting.Api.OData;

/// <summary>
/// Rewrites lists after <c>in</c> for the parser, which reads them as JSON: dates need quotation marks, and an empty text is not accepted.
/// </summary>
internal static partial class InLists
{
    /// <summary>Replaces an empty text. URLs with this character are refused.</summary>
    public const string Empty = "\uFDD0";

    public static string Rewrite(string text) => TextOrList().Replace(text, part => part.Groups["list"].Success ? Item().Replace(part.Value, RewriteItem) : part.Value);

    private static string RewriteItem(Match item) => item.Value switch
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
