using System.Text.RegularExpressions;

namespace Reporting.Rendering.Renderers;

/// <summary>
/// A code as the end of an address. Engagements bear whatever codes their sources give them: <c>MoD/2025/12</c>, <c>50 %</c>, even <c>..</c>.
/// </summary>
public static partial class PathCode
{
    /// <summary>
    /// Escaped as usual. Browsers and proxies take a segment of one or two dots for a way up, also when it is escaped, so such a code is escaped twice.
    /// </summary>
    public static string Escape(string code) =>
        Uri.EscapeDataString(Dots().IsMatch(code) ? Uri.EscapeDataString(code).Replace(".", "%2E", StringComparison.Ordinal) : code);

    /// <summary>The code of segments as they were sent. A slash may have been sent as one, by a proxy that reads addresses before it hands them on.</summary>
    public static string Unescape(string segments)
    {
        var code = Uri.UnescapeDataString(segments);
        return code.Contains('%', StringComparison.Ordinal) && Dots().IsMatch(code) ? Uri.UnescapeDataString(code) : code;
    }

    // Also what itself reads like dots that were escaped.
    [GeneratedRegex("^(?:\\.|%(?:25)*2E){1,2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Dots();
}
