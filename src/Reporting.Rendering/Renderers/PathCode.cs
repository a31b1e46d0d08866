using System.Text.RegularExpressions;

namespace Reporting.Rendering.Renderers;

/// <summary>
/// A code as the end of an address. Codes come from sources in any form: <c>MoD/2025/12</c>, <c>50 %</c>, even <c>..</c>.
/// </summary>
public static partial class PathCode
{
    /// <summary>
    /// Escapes a code. Browsers and proxies treat a segment of one or two dots as a parent folder even when it is escaped, so it is escaped twice.
    /// </summary>
    public static string Escape(string code) =>
        Uri.EscapeDataString(Dots().IsMatch(code) ? Uri.EscapeDataString(code).Replace(".", "%2E", StringComparison.Ordinal) : code);

    /// <summary>The code of the received segments. A slash may arrive unescaped, because some proxies decode addresses.</summary>
    public static string Unescape(string segments)
    {
        var code = Uri.UnescapeDataString(segments);
        return code.Contains('%', StringComparison.Ordinal) && Dots().IsMatch(code) ? Uri.UnescapeDataString(code) : code;
    }

    // Includes codes that look like escaped dots themselves.
    [GeneratedRegex("^(?:\\.|%(?:25)*2E){1,2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Dots();
}
