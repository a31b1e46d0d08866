using System.Text;
using System.Text.RegularExpressions;

namespace Reporting.Rendering.Html;

/// <summary>
/// The style sheet of reports for a report within a page: every rule applies inside <c>.report</c> only. Rules for paper are left out. Selectors are written out,
/// because older browsers know neither nesting nor <c>@scope</c>.
/// </summary>
public static partial class ScopedStyles
{
    private const string Scope = ".report";

    private static readonly Lazy<string> Whole = new(() => Of(ReportMarkup.SheetText()));

    public static string Value => Whole.Value;

    /// <summary>The rules of a style sheet with the scope before each selector.</summary>
    public static string Of(string sheet)
    {
        var scoped = new StringBuilder();
        foreach (var (prelude, body) in Rules(Comments().Replace(sheet, string.Empty)))
        {
            if (prelude.StartsWith("@media", StringComparison.Ordinal))
            {
                // "@media print, screen and (…)" applies to screens too.
                if (prelude.Contains("screen", StringComparison.Ordinal))
                {
                    scoped.Append(prelude).Append(" {\n").Append(Of(body)).Append("}\n");
                }
            }
            else if (prelude[0] != '@' && Selectors(prelude) is { Count: > 0 } selectors)
            {
                scoped.AppendJoin(", ", selectors).Append(" {").Append(body).Append("}\n");
            }
        }

        return scoped.ToString();
    }

    // The page itself has the variables, the box model and the body. The report takes the letters of its body.
    private static IReadOnlyList<string> Selectors(string prelude) => prelude is ":root" or "html" or "*"
        ? []
        : [.. Commas().Split(prelude).Select(one => one == "body" ? Scope : $"{Scope} {one}")];

    private static IEnumerable<(string Prelude, string Body)> Rules(string sheet)
    {
        var (start, open, depth) = (0, 0, 0);
        for (var i = 0; i < sheet.Length; i++)
        {
            if (sheet[i] == '{' && depth++ == 0)
            {
                open = i;
            }
            else if (sheet[i] == '}' && --depth == 0)
            {
                yield return (Spaces().Replace(sheet[start..open].Trim(), " "), sheet[(open + 1)..i].Trim());
                start = i + 1;
            }
        }
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    /// <summary>Commas between selectors, not those inside parentheses.</summary>
    [GeneratedRegex(@"\s*,\s*(?![^(]*\))", RegexOptions.None, 1000)]
    private static partial Regex Commas();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
