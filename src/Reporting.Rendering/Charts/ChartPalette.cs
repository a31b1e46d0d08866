using System.Globalization;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Charts;

/// <summary>
/// Series colours that colour-blind readers and grey prints can distinguish: Okabe and Ito (2008) without its yellow, which is invisible on paper,
/// then Tol's muted set. SVG and Excel use the same colours.
/// </summary>
public static class ChartPalette
{
    private static readonly string[] Colours =
    [
        "0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00",
        "332288", "999933", "882255", "44AA99", "661100", "888888",
    ];

    /// <summary>Six hexadecimal digits without the number sign. Colours repeat after twelve.</summary>
    public static string Colour(int series) => Colours[series % Colours.Length];

    /// <summary>The number in the class of the style sheet that has the colour: <c>colour-3</c>.</summary>
    public static string Class(int series) => (series % Colours.Length).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a series' colour: that of its member, or its place.</summary>
    internal static int Of(ChartSection chart, int series) => chart.Series[series].Colour ?? series;

    /// <summary>As above, and grey for the bar of what is not stated, which does not rank among the others.</summary>
    internal static int Of(ChartSection chart, int series, int category) =>
        chart.Series.Count == 1 && category >= chart.Categories.Members.Count - chart.Categories.NotStated ? Colours.Length - 1 : Of(chart, series);

    /// <summary>True when white text is more readable on the colour than dark text (WCAG relative luminance).</summary>
    public static bool IsDark(int series) => Luminance(Colour(series)) < 0.28;

    private static double Luminance(string colour)
    {
        var value = Convert.ToInt32(colour, 16);
        return (0.2126 * Linear(value >> 16)) + (0.7152 * Linear(value >> 8)) + (0.0722 * Linear(value));
    }

    private static double Linear(int channel)
    {
        var share = (channel & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
