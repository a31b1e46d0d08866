using System.Globalization;
using System.Text;

namespace Reporting.Warehouse.Imports.Records;

/// <summary>
/// Writes refused rows in the layout of their file, with two more columns that explain the error. After correction they can be imported with the
/// same mapping.
/// </summary>
internal sealed class RejectedFile(Stream output) : IAsyncDisposable
{
    private const string Formula = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private StreamWriter? _writer;
    private RejectedLayout? _layout;
    private int _width;

    public async ValueTask AddAsync(EngagementRecord record, IReadOnlyList<RowError> refusals, RejectedLayout layout)
    {
        if (_writer is null)
        {
            await BeginAsync(layout);
        }

        foreach (var (row, values) in record.RawRows)
        {
            var own = refusals.Where(r => r.Row == row).ToList();
            await WriteAsync(Wide(values), string.Join(", ", own.Select(r => r.Column).Distinct(StringComparer.Ordinal)), string.Join(" ", own.Select(r => $"{r.Reason} {r.Hint}").Distinct(StringComparer.Ordinal)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is null)
        {
            return;
        }

        foreach (var row in _layout!.Tail)
        {
            await WriteAsync(row);
        }

        await _writer.DisposeAsync();
    }

    /// <summary>Removes the formula guard. Only for files that this class wrote.</summary>
    public static string Unguard(string value) => value is ['\'', var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? value[1..] : value;

    private async Task BeginAsync(RejectedLayout layout)
    {
        _layout = layout;
        var header = layout.HeaderIndex < 0 ? [] : layout.Lead[layout.HeaderIndex];
        var ours = Array.FindIndex(header, name => string.Equals(name.Trim(), RejectedLayout.Columns[0], StringComparison.OrdinalIgnoreCase));
        (_width, var isAgain) = ours < 0 ? (header.Length, false) : (ours, true);
        // Only our two columns can contain characters that the file's encoding lacks.
        var encoding = Encoding.GetEncoding(layout.Encoding.CodePage, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);
        _writer = new StreamWriter(output, encoding, 1 << 16, leaveOpen: true);
        for (var i = 0; i < layout.Lead.Count; i++)
        {
            if (i == layout.HeaderIndex)
            {
                await WriteAsync(isAgain ? header[.._width] : header, RejectedLayout.Columns[0], RejectedLayout.Columns[1]);
            }
            else
            {
                await WriteAsync(layout.Lead[i]);
            }
        }
    }

    // Pads short rows, so that our columns stay in place. A file that was refused before already has them.
    private string[] Wide(string[] values)
    {
        var isAgain = _layout!.HeaderIndex >= 0 && _layout.Lead[_layout.HeaderIndex].Length > _width;
        return values.Length < _width ? [.. values, .. Enumerable.Repeat("", _width - values.Length)] : isAgain ? values[.._width] : values;
    }

    private Task WriteAsync(string[] values, params string[] ours) =>
        _writer!.WriteLineAsync(string.Join(_layout!.Delimiter, values.Select(Cell).Concat(ours.Select(Cell))));

    private string Cell(string value)
    {
        if (value.Length > 0 && Formula.Contains(value[0], StringComparison.Ordinal) && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            value = "'" + value;
        }

        if (!_layout!.Quotes)
        {
            return value.Replace(_layout.Delimiter, ' ').ReplaceLineEndings(" ");
        }

        return value.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || value.Contains(_layout.Delimiter) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}

/// <summary>How refused rows are written so that they can be imported again: encoding, delimiter, and the rows before and after the data rows.</summary>
internal sealed record RejectedLayout(Encoding Encoding, char Delimiter, bool Quotes, IReadOnlyList<string[]> Lead, int HeaderIndex)
{
    /// <summary>The two columns that explain the error. An import ignores them.</summary>
    public static readonly IReadOnlyList<string> Columns = ["RefusedColumn", "RefusedBecause"];

    /// <summary>Rows after the last data row.</summary>
    public List<string[]> Tail { get; } = [];
}
