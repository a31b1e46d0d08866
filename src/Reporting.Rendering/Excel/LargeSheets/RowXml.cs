using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ClosedXML.Excel;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// Writes rows of a sheet as XML in UTF-8, straight into a buffer: dates and numbers as themselves, text inline and never
/// a formula. A writer of general XML would take twice the time.
/// </summary>
internal sealed class RowXml(DataSheetPosition place) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    // Day 1 is 1 January 1900, and Excel believes in a 29 February of that year.
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    // All below 128: a set with others in it is searched one character at a time.
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '&', '<', '>']);

    private readonly byte[][] columns = [.. Enumerable.Range(1, DataColumns.All.Count).Select(i => Encoding.ASCII.GetBytes(XLHelper.GetColumnLetterFromNumber(i)))];
    private readonly byte[][] styles = [.. place.Styles.Select(Encoding.ASCII.GetBytes)];
    private readonly byte[][] quoted = [.. place.QuotedStyles.Select(Encoding.ASCII.GetBytes)];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * FlushAt);
    private int used;

    public bool IsFull => used >= FlushAt;

    public async ValueTask SendAsync(Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
        used = 0;
    }

    public void Write(string xml) => used += Encoding.UTF8.GetBytes(xml, Room(xml.Length * 3));

    public void Row(int number, IReadOnlyList<object?> values)
    {
        Ascii("<row r=\""u8);
        Number(number);
        Ascii("\">"u8);
        for (var i = 0; i < values.Count; i++)
        {
            switch (values[i])
            {
                case null:
                    break;
                case string text:
                    Text(i, number, text);
                    break;
                case PartialDate { Exact: { } day } when day >= ExcelCell.FirstDay:
                    Cell(i, number);
                    Number(day.DayNumber - DayZero);
                    Ascii("</v></c>"u8);
                    break;
                case PartialDate date:
                    Text(i, number, date.ToString());
                    break;
                case var other when ValueNumber.Of(other) is { } real:
                    Cell(i, number);
                    Utf8Formatter.TryFormat(real, Room(40), out var written);
                    used += written;
                    Ascii("</v></c>"u8);
                    break;
                default:
                    Text(i, number, values[i]!.ToString() ?? string.Empty);
                    break;
            }
        }

        Ascii("</row>"u8);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Text(int column, int row, string text)
    {
        var fit = text.Length > ExcelText.MaxLength ? ExcelText.Fit(text) : text;
        Ascii("<c r=\""u8);
        Address(column, row);
        Ascii("\" t=\"inlineStr\" s=\""u8);
        Ascii((FormulaGuard.IsRisky(fit) ? quoted : styles)[column]);
        Ascii(fit.Length > 0 && (char.IsWhiteSpace(fit[0]) || char.IsWhiteSpace(fit[^1])) ? "\"><is><t xml:space=\"preserve\">"u8 : "\"><is><t>"u8);
        if (NeedsCare(fit))
        {
            fit = Escape(fit);
        }

        used += Encoding.UTF8.GetBytes(fit, Room(fit.Length * 3));
        Ascii("</t></is></c>"u8);
    }

    // Markup, control characters, halves of surrogate pairs, and what looks like an escape.
    private static bool NeedsCare(string text) =>
        text.AsSpan().ContainsAny(Special) || text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF') || text.Contains("_x", StringComparison.Ordinal);

    private static string Escape(string text) => ExcelText.Escape(ExcelText.Clean(text))
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void Cell(int column, int row)
    {
        Ascii("<c r=\""u8);
        Address(column, row);
        Ascii("\" s=\""u8);
        Ascii(styles[column]);
        Ascii("\"><v>"u8);
    }

    private void Address(int column, int row)
    {
        Ascii(columns[column]);
        Number(row);
    }

    private void Number(int number)
    {
        Utf8Formatter.TryFormat(number, Room(12), out var written);
        used += written;
    }

    private void Ascii(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        used += text.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - used < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, used + bytes));
            buffer.AsSpan(0, used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsSpan(used);
    }
}
