namespace Reporting.Rendering.Values;

/// <summary>The colours of texts, lines and areas in workbooks, mails and pictures. The style sheets use the same names (<c>--navy</c>), and a test compares them.</summary>
public static class Palette
{
    public const string Navy = "#14304f";
    public const string Ink = "#1c2733";
    public const string Grey = "#566373";
    public const string Rule = "#d5dce4";
    public const string Tint = "#eef3f8";
    public const string Link = "#0b5cad";

    /// <summary>The strongest colour of a heat map.</summary>
    public const string Heat = "#73acd8";
}
