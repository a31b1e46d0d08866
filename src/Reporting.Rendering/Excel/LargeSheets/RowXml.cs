using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ClosedXML.Excel;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// Writes sheet rows as UTF-8 XML straight into a buffer: dates and numbers as values, text inline and never as a formula. A general XML writer takes
/// twice as long.
/// </summary>
internal sealed class RowXml(DataSheetPosition place) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    // Day 1 is 1 January 1900. Excel's calendar wrongly contains 29 February 1900.
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    // Only ASCII characters: a set with others is searched one character at a time.
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '&', '<', '>']);

    private readonly byte[][] _columns = [.. Enumerable.Range(1, DataColumns.All.Count).Select(i => Encoding.ASCII.GetBytes(XLHelper.GetColumnLetterFromNumber(i)))];
    private readonly byte[][] _styles = [.. place.Styles.Select(Encoding.ASCII.GetBytes)];
    private readonly byte[][] _quoted = [.. place.QuotedStyles.Select(Encoding.ASCII.GetBytes)];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * FlushAt);
    private int _used;

    public bool IsFull => _used >= FlushAt;

    public async ValueTask SendAsync(Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken);
        _used = 0;
    }

    public void Write(string xml) => _used += Encoding.UTF8.GetBytes(xml, Room(xml.Length * 3));

    public void Row(int number, IReadOnlyList<object?> values)
    {
        Ascii("<row r=\""u8);
        Number(number);
        Ascii("\">"u8);
        for (var i = 0; i < values.Count; i++)
        {
            switch (values[i])
            {
                case null when i == DataColumns.Year:
                    Text(i, number, place.YearNotStated);
                    break;
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
                    _used += written;
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
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Text(int column, int row, string text)
    {
        var fit = text.Length > ExcelText.MaxLength ? ExcelText.Fit(text) : text;
        Ascii("<c r=\""u8);
        Address(column, row);
        Ascii("\" t=\"inlineStr\" s=\""u8);
        Ascii((FormulaGuard.IsRisky(fit) ? _quoted : _styles)[column]);
        Ascii(fit.Length > 0 && (char.IsWhiteSpace(fit[0]) || char.IsWhiteSpace(fit[^1])) ? "\"><is><t xml:space=\"preserve\">"u8 : "\"><is><t>"u8);
        if (NeedsEscaping(fit))
        {
            fit = Escape(fit);
        }

        _used += Encoding.UTF8.GetBytes(fit, Room(fit.Length * 3));
        Ascii("</t></is></c>"u8);
    }

    // Text with markup, control characters, surrogates, or a possible escape.
    private static bool NeedsEscaping(string text) =>
        text.AsSpan().ContainsAny(Special) || text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF') || text.Contains("_x", StringComparison.Ordinal);

    private static string Escape(string text) => ExcelText.Escape(ExcelText.Clean(text))
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void Cell(int column, int row)
    {
        Ascii("<c r=\""u8);
        Address(column, row);
        Ascii("\" s=\""u8);
        Ascii(_styles[column]);
        Ascii("\"><v>"u8);
    }

    private void Address(int column, int row)
    {
        Ascii(_columns[column]);
        Number(row);
    }

    private void Number(int number)
    {
        Utf8Formatter.TryFormat(number, Room(12), out var written);
        _used += written;
    }

    private void Ascii(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _used += text.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _used < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _used + bytes));
            _buffer.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_used);
    }
}
