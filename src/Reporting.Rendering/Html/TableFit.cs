using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>Chooses the layout of a plain table on paper, so that header words are broken only if necessary. Widths are in em of the table's type.</summary>
internal static class TableFit
{
    /// <summary>The widths of a portrait A4 or Letter page in plain type and in small type, and of a landscape page in small type.</summary>
    private const double Roomy = 52;
    private const double Dense = 60;
    private const double Wide = 83;

    /// <summary>The widths that <c>inline-report.css</c> knows, in em.</summary>
    private static readonly int[] HeadWidths = [5, 7, 9, 12];

    private const double RoomyPadding = 1.4;
    private const double DensePadding = .9;

    /// <summary>The additional width of bold headers.</summary>
    private const double Bold = 1.1;

    /// <summary>The same in small type, whose headers are smaller still.</summary>
    private const double DenseBold = Bold * .72 / .78;

    /// <summary>Longer words are broken, because a name of two hundred letters must not fill the page.</summary>
    private const double MaxWord = 11;
    private const double ShortText = 9.5;

    /// <summary>A longer name needs two lines in plain type beside four columns of figures.</summary>
    private const double MaxName = 19;

    /// <summary>Names up to this width stay on one line where there is room.</summary>
    public const double ShortName = 17;

    /// <summary>The CSS classes of the section.</summary>
    public static string Of(TableSection table, ValueText text)
    {
        var (roomy, dense) = WidthsOf(table, text, HasShortNames(table, text));
        return (roomy, dense, table.Orientation) switch
        {
            ( <= Roomy, _, not PageOrientation.Landscape) when !HasLongNames(table) || dense > Dense => " whole",
            (_, <= Dense, not PageOrientation.Landscape) => " dense whole",
            (_, _, PageOrientation.Portrait) => " dense",
            (_, <= Wide, _) => " wide dense whole",
            _ => " wide dense",
        };
    }

    /// <summary>True if the members' names are short, and fit on one line beside the other columns.</summary>
    public static bool HasShortNames(TableSection table, ValueText text) =>
        table.Rows.All(row => TextWidth.Em(row[0] as string ?? string.Empty) <= ShortName) && WidthsOf(table, text, wholeNames: true).Dense <= Dense;

    private static (double Roomy, double Dense) WidthsOf(TableSection table, ValueText text, bool wholeNames)
    {
        var widths = table.Columns.Select((_, column) => WidthsOf(table, column, text, wholeNames && column == 0)).ToList();
        double Width(double bold, double padding) => widths.Sum(width => Math.Max(bold * width.Head, width.Body) + padding);
        return (Width(Bold, RoomyPadding), Width(DenseBold, DensePadding));
    }

    // Small type leaves more room for titles of articles beside figures.
    private static bool HasLongNames(TableSection table) => table.Columns.Count > 4 && table.Columns.Skip(1).All(column => column.Format != ValueFormat.Text) && table.Rows.Any(row => TextWidth.Em(row[0] as string ?? string.Empty) > MaxName);

    /// <summary>The class of a header whose words must be broken; null without one.</summary>
    /// <param name="longest">The width of the column for a word, in em.</param>
    public static string? Breaks(string name, double longest = MaxWord) => name.Split(' ').Any(word => Bold * TextWidth.Em(word) > longest) ? "breaks" : null;

    /// <summary>The class that gives a column on a page the width at which its name needs two lines; null for short names.</summary>
    public static string? Head(string name) => TextWidth.Em(name) <= HeadWidths[0] ? null : "head-" + HeadWidths.First(em => em == HeadWidths[^1] || TextWidth.Lines(name, em / Bold).Count <= 2);

    /// <summary>True for a column after the first whose texts stay on one line, such as states or dates.</summary>
    public static bool HasShortTexts(TableSection table, int column) =>
        column > 0 && table.Columns[column].Format == ValueFormat.Text && table.Rows.All(row => TextWidth.Em(row[column] as string ?? string.Empty) <= ShortText);

    // The header in type that is not bold, and the values.
    private static (double Head, double Body) WidthsOf(TableSection table, int column, ValueText text, bool isWhole)
    {
        var definition = table.Columns[column];
        var values = table.Rows.Append(table.Total ?? []).Where(row => column < row.Count).Select(row => text.Of(row[column], definition));
        return (
            MaxOf(definition.Caption.Split(' ')),
            definition.Format == ValueFormat.Text && !isWhole && !HasShortTexts(table, column) ? MaxOf(values.SelectMany(value => value.Split(' '))) : values.Select(TextWidth.Em).DefaultIfEmpty(0).Max());
    }

    private static double MaxOf(IEnumerable<string> words) => words.Select(TextWidth.Em).Where(em => Bold * em <= MaxWord).DefaultIfEmpty(0).Max();
}
