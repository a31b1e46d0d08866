namespace Reporting.Rendering.Values;

/// <summary>
/// Detects text that a spreadsheet would run as a formula (OWASP, "CSV Injection"). Applies to text only: the number −5 is harmless.
/// </summary>
public static class FormulaGuard
{
    /// <summary>Includes the full-width forms, which Excel treats like the narrow ones in some East Asian configurations.</summary>
    private const string Starts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static bool IsRisky(string text) => text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal);

    /// <summary>Adds an apostrophe in front of such text.</summary>
    public static string Guard(string text) => IsRisky(text) ? "'" + text : text;
}
