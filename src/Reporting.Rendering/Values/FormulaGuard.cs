using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Values;

/// <summary>
/// Spots text that a spreadsheet would run as a formula (OWASP, "CSV Injection"). Only for text: the number −5 is
/// harmless and stays −5.
/// </summary>
public static class FormulaGuard
{
    /// <summary>Also the full-width forms, which Excel in some East Asian set-ups reads like the narrow ones.</summary>
    private const string Starts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static bool IsRisky(string text) => text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal);

    /// <summary>With an apostrophe in front where it would be run.</summary>
    public static string Guard(string text) => IsRisky(text) ? "'" + text : text;
}
