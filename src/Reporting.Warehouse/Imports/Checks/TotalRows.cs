using System.Buffers;
using System.Text;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Detects rows that look like totals of the rows above. Imported as an engagement, such a row would double the sums.</summary>
internal sealed class TotalRows
{
    // Three amounts rarely add up to the next one by chance.
    private const int EnoughAmounts = 3;
    private const int MaxWords = 6;

    private static readonly HashSet<string> Words = new(
        ["total", "totals", "grand-total", "sub-total", "subtotal", "overall-total", "sum", "gesamt", "gesamtsumme", "gesamtergebnis", "ergebnis", "summe", "somme", "total-general", "suma", "כולל", "סך-הכל", "סך-הכול", "סהכ", "कुल", "कुल-योग", "योग"],
        StringComparer.Ordinal);

    // Each of the words holds one of these. Most titles hold none, and are not taken apart.
    private static readonly SearchValues<string> Stems = SearchValues.Create(["total", "sum", "gesamt", "ergebnis", "somme"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> OtherStems = SearchValues.Create(["כולל", "סך", "סה", "कुल", "योग"], StringComparison.Ordinal);

    private decimal _sum;
    private int _amounts;

    /// <summary>True for "Total", "Grand total (USD)", "Total 2023" and the like.</summary>
    public static bool IsTotal(string text)
    {
        if (!HasStem(text))
        {
            return false;
        }

        var open = text.IndexOf('(', StringComparison.Ordinal);
        var words = Slugs.Of((open > 0 ? text[..open] : text).Replace("\"", "", StringComparison.Ordinal).Replace("\u05F4", "", StringComparison.Ordinal)).Split('-');
        return Words.Contains(string.Join('-', words.Where(word => !word.All(char.IsAsciiDigit) && word != "usd")));
    }

    public void Look(EngagementRecord record, CheckedEngagement engagement, RecordErrors findings)
    {
        var amount = ExactAmount.Dollars(engagement.Amount?.Cents, engagement.Amount?.Rest) ?? 0;
        var isSum = amount != 0 && amount == _sum && _amounts >= EnoughAmounts && (engagement.Start.IsUnknown || record.Lines.Count == 0);
        if (isSum || IsTotalOf(record.Title) || IsTotalCode(record.Code) || IsTotalOf(FirstCell(record)))
        {
            findings.Warn(record.Row, $"The row looks like a total of rows above{(isSum ? ": its amount is their sum" : "")}. If it is a total, exclude it with 'skip_last', 'ends_at' or 'where' in the mapping.");
            return;
        }

        (_sum, _amounts) = (_sum + amount, _amounts + (amount == 0 ? 0 : 1));
    }

    // Spreadsheets write "India Total" below the rows of India.
    private static bool IsTotalOf(string text) => HasStem(text) && (IsTotal(text) || (Slugs.Of(text).Split('-') is { Length: > 1 and <= MaxWords } words && Words.Contains(words[^1])));

    private static string FirstCell(EngagementRecord record) => record.RawRows.Count == 0 ? "" : Array.Find(record.RawRows[0].Values, cell => !string.IsNullOrWhiteSpace(cell)) ?? "";

    // A mapping may put its own prefix before the code of the file.
    private static bool IsTotalCode(string code) => HasStem(code) && (IsTotal(code) || IsTotal(code[(code.IndexOf('-', StringComparison.Ordinal) + 1)..]));

    private static bool HasStem(string text) => text.AsSpan().ContainsAny(Stems) || (!Ascii.IsValid(text) && text.AsSpan().ContainsAny(OtherStems));
}
