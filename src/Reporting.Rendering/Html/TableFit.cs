using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>How a plain table stands on paper, so that no word of its heads is broken where it need not be; in em of the type that it is set in.</summary>
internal static class TableFit
{
    /// <summary>What a portrait page of A4 or Letter leaves in plain type, in small type, and a landscape page in small type.</summary>
    private const double Roomy = 52;
    private const double Dense = 59;
    private const double Wide = 83;

    private const double RoomyPadding = 1.4;
    private const double DensePadding = .9;

    /// <summary>Heads are bold.</summary>
    private const double Bold = 1.1;

    /// <summary>Longer words are broken: a name of two hundred letters may not take the page.</summary>
    private const double MaxWord = 11;

    /// <summary>The classes of its section.</summary>
    public static string Of(TableSection table, ValueText text)
    {
        var widths = Enumerable.Range(0, table.Columns.Count).Sum(column => Width(table, column, text));
        return (widths + (RoomyPadding * table.Columns.Count), widths + (DensePadding * table.Columns.Count), table.Orientation) switch
        {
            ( <= Roomy, _, not PageOrientation.Landscape) => " whole",
            (_, <= Dense, not PageOrientation.Landscape) => " dense whole",
            (_, _, PageOrientation.Portrait) => " dense",
            (_, <= Wide, _) => " wide dense whole",
            _ => " wide dense",
        };
    }

    /// <summary>The class of a head that has to be broken inside its words; null for none.</summary>
    /// <param name="longest">In em: what its column can give to a word.</param>
    public static string? Breaks(string name, double longest = MaxWord) => name.Split(' ').Any(word => Bold * TextWidth.Em(word) > longest) ? "breaks" : null;

    private static double Width(TableSection table, int column, ValueText text)
    {
        var definition = table.Columns[column];
        var values = table.Rows.Append(table.Total ?? []).Where(row => column < row.Count).Select(row => text.Of(row[column], definition.Format));
        return Math.Max(
            Bold * MaxOf(definition.Caption.Split(' ')),
            definition.Format == ValueFormat.Text ? MaxOf(values.SelectMany(value => value.Split(' '))) : values.Select(TextWidth.Em).DefaultIfEmpty(0).Max());
    }

    private static double MaxOf(IEnumerable<string> words) => words.Select(TextWidth.Em).Where(em => Bold * em <= MaxWord).DefaultIfEmpty(0).Max();
}
