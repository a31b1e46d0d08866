using System.Text;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>
/// Reads CSV row by row, strictly as in RFC 4180, with any line end and delimiter. Malformed rows are refused, because they would shift values into other columns.
/// </summary>
internal sealed class CsvRows(TextReader text, char delimiter = ',', bool quotes = true) : IFileRows
{
    private const int MaxRow = 8_000_000;

    /// <summary>Longer values almost always result from a missing closing quotation mark.</summary>
    private const int MaxValue = 1_000_000;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly string _plainEnds = quotes ? $"{delimiter}\r\n\"" : $"{delimiter}\r\n";
    private readonly StringBuilder _value = new();
    private readonly List<string> _values = [];
    private readonly SparseLimit _limit = new();
    private int _position;
    private int _length;
    private int _rowLength;

    public int Row { get; private set; }

    public int Count => _values.Count;

    public string this[int index] => _values[index];

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _values.Clear();
        _rowLength = 0;
        if (await PeekAsync(cancellationToken) < 0)
        {
            return false;
        }

        Row++;
        while (true)
        {
            var next = TakePlain() ?? await TakeAsync(cancellationToken);
            if (next == delimiter)
            {
                continue;
            }

            if (next == '\r' && await PeekAsync(cancellationToken) == '\n')
            {
                _position++;
            }

            _limit.Add(_values.Count, _values.Count);
            return true;
        }
    }

    public void Dispose() => text.Dispose();

    /// <summary>Takes a plain value that ends within the buffer, as most do, and returns its end. Null for any other value.</summary>
    private int? TakePlain()
    {
        var rest = _buffer.AsSpan(_position, _length - _position);
        var end = rest.IndexOfAny(_plainEnds);
        if (end < 0 || (rest[end] == '"' && quotes))
        {
            return null;
        }

        Store(new string(rest[..end]));
        _position += end + 1;
        return rest[end];
    }

    private async ValueTask<int> TakeAsync(CancellationToken cancellationToken)
    {
        var next = await PeekAsync(cancellationToken) == '"' && quotes ? await QuotedAsync(cancellationToken) : await PlainAsync(cancellationToken);
        Store(_value.ToString());
        _value.Clear();
        return next;
    }

    private void Store(string value)
    {
        _rowLength += value.Length;
        _values.Add(value);
        if (_values.Count > ColumnLetters.Max || _rowLength > MaxRow)
        {
            throw _values.Count > ColumnLetters.Max
                ? new ImportFileException(
                    ErrorCodes.TooManyColumns, $"Row {Row} has more than {ColumnLetters.Max:N0} values.", "A file may not have more columns than a spreadsheet. Check the delimiter.")
                : Malformed($"it has more than {MaxRow:N0} characters");
        }
    }

    /// <summary>Reads up to and including the delimiter, which it returns; -1 at the end of the file.</summary>
    private async ValueTask<int> PlainAsync(CancellationToken cancellationToken)
    {
        while (await PeekAsync(cancellationToken) >= 0)
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(_plainEnds);
            Append(end < 0 ? rest : rest[..end]);
            if (end < 0)
            {
                _position = _length;
                continue;
            }

            _position += end;
            var c = _buffer[_position++];
            return c == '"' && quotes ? throw Malformed("a value has a quotation mark in the middle") : c;
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
                return next == delimiter || next is '\r' or '\n' or -1 ? next : throw Malformed("text follows a closing quotation mark");
            }

            _value.Append('"');
        }

        throw Malformed("a closing quotation mark is missing");
    }

    private void Append(ReadOnlySpan<char> part)
    {
        _value.Append(part);
        if (_value.Length > MaxValue)
        {
            throw Malformed($"a value has more than {MaxValue:N0} characters, as when a closing quotation mark is missing");
        }
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        if (_position < _length)
        {
            return _buffer[_position];
        }

        try
        {
            _length = await text.ReadAsync(_buffer, cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException(
                ErrorCodes.NotUtf8, $"The file is not text in the expected encoding (after row {Row}). The default is UTF-8; a mapping can name another one.",
                "Save it as 'CSV UTF-8 (comma delimited)', or name its encoding in the mapping.");
        }

        _position = 0;
        return _length == 0 ? -1 : _buffer[0];
    }

    private ImportFileException Malformed(string what) => new ImportFileException(
        ErrorCodes.MalformedCsv,
        $"Row {Row} is not CSV: {what}.",
        "Enclose a value with delimiters, quotation marks or line breaks in quotation marks, and write each quotation mark in it twice.");
}
