using System.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// Reads CSV strictly as RFC 4180 has it (any line end), a row at a time. What it says no to would otherwise shift values into other columns.
/// </summary>
internal sealed class CsvRows(TextReader text)
{
    /// <summary>Longer values are nearly always a quotation mark that nobody closed.</summary>
    private const int MaxValue = 1_000_000;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _value = new();
    private readonly List<string> _values = [];
    private int _position;
    private int _length;

    /// <summary>Number of the row, blank ones counted: what a spreadsheet shows.</summary>
    public int Row { get; private set; }

    public int Count => _values.Count;

    public string this[int index] => _values[index];

    /// <summary>False at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _values.Clear();
        if (await PeekAsync(cancellationToken) < 0)
        {
            return false;
        }

        Row++;
        while (true)
        {
            var next = await PeekAsync(cancellationToken) == '"' ? await QuotedAsync(cancellationToken) : await PlainAsync(cancellationToken);
            _values.Add(_value.ToString());
            _value.Clear();
            if (next == ',')
            {
                continue;
            }

            if (next == '\r' && await PeekAsync(cancellationToken) == '\n')
            {
                _position++;
            }

            return true;
        }
    }

    /// <summary>Reads up to and with the delimiter, which it returns; -1 at the end of the file.</summary>
    private async ValueTask<int> PlainAsync(CancellationToken cancellationToken)
    {
        while (await PeekAsync(cancellationToken) >= 0)
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(",\r\n\"");
            Append(end < 0 ? rest : rest[..end]);
            if (end < 0)
            {
                _position = _length;
                continue;
            }

            _position += end;
            var c = _buffer[_position++];
            return c == '"' ? throw Malformed("a quotation mark stands in the middle of a value") : c;
        }

        return -1;
    }

    private async ValueTask<int> QuotedAsync(CancellationToken cancellationToken)
    {
        _position++;
        while (await PeekAsync(cancellationToken) >= 0)
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOf('"');
            Append(end < 0 ? rest : rest[..end]);
            if (end < 0)
            {
                _position = _length;
                continue;
            }

            _position += end + 1;
            var next = await PeekAsync(cancellationToken);
            _position++;
            if (next != '"')
            {
                return next is ',' or '\r' or '\n' or -1 ? next : throw Malformed("text follows a closing quotation mark");
            }

            _value.Append('"');
        }

        throw Malformed("a quotation mark is never closed");
    }

    private void Append(ReadOnlySpan<char> part)
    {
        _value.Append(part);
        if (_value.Length > MaxValue)
        {
            throw Malformed($"a value has more than {MaxValue:N0} characters, as when a quotation mark is never closed");
        }
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        if (_position < _length)
        {
            return _buffer[_position];
        }

        _length = await text.ReadAsync(_buffer, cancellationToken);
        _position = 0;
        return _length == 0 ? -1 : _buffer[0];
    }

    private ImportFileException Malformed(string what) => ImportFileException.Invalid(
        "malformed-csv",
        $"Row {Row} is not CSV: {what}.",
        "Enclose a value with commas, quotation marks or line breaks in quotation marks, and write each quotation mark in it twice.");
}
