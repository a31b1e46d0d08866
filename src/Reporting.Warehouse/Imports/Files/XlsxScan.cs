using System.IO.Compression;
using System.Text;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>
/// Reads every part of a workbook once before it is believed: what it really inflates to, whatever its directory says, and no text, row or list of strings
/// so long that reading it would take the machine's memory. Also finds formulas that were saved without a value.
/// </summary>
internal sealed class XlsxScan
{
    /// <summary>What stands for a formula that was saved without a value; a column that is used refuses it, as it does Excel's own errors.</summary>
    public const string NoValue = "#FORMULA!";

    /// <summary>What stands for an error of Excel, whichever it is.</summary>
    public const string Error = "#ERROR!";

    private const int MaxMarks = 100_000;

    private const long MaxSheet = 4L << 30;
    private const long MaxStrings = 64 << 20;
    private const long MaxOther = 32 << 20;
    private const int MaxEntries = 10_000;
    private const int MaxTextRun = 1_000_000;
    private const int MaxTag = 2000;

    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly Dictionary<string, string> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _tag = new byte[MaxTag];
    private int _length;
    private long _run;
    private bool _inTag;
    private int _cells;
    private bool _hasFormula;
    private bool _hasValue;
    private bool _isError;
    private string _cell = "";
    private string _part = "";

    private XlsxScan()
    {
    }

    /// <summary>True when some cell is an error, or a formula without a value.</summary>
    public bool HasMarks => _marks.Count > 0;

    /// <summary>What stands for a cell that is no value; null for all others.</summary>
    public string? MarkOf(string part, string cell) => _marks.GetValueOrDefault($"{part}!{cell}");

    public static async Task<XlsxScan> RunAsync(Stream workbook, CancellationToken cancellationToken)
    {
        var scan = new XlsxScan();
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MaxEntries || zip.GetEntry("xl/workbook.xml") is null)
        {
            throw XlsxRows.Malformed("It is a zip archive, but not an xlsx workbook");
        }

        foreach (var entry in zip.Entries)
        {
            await scan.ReadAsync(entry, cancellationToken);
        }

        return scan;
    }

    private async Task ReadAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        _part = entry.FullName;
        var isXml = _part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || _part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
        var most = !isXml ? MaxStrings : _part.Contains("/worksheets/", StringComparison.OrdinalIgnoreCase) ? MaxSheet
            : _part.Contains("sharedStrings", StringComparison.OrdinalIgnoreCase) ? MaxStrings : MaxOther;
        (_run, _length, _inTag, _cells, _hasFormula, _hasValue) = (0, 0, false, 0, false, false);
        await using var content = await entry.OpenAsync(cancellationToken);
        var total = 0L;
        while (await content.ReadAsync(_buffer, cancellationToken) is > 0 and var read)
        {
            total += read;
            if (total > most)
            {
                throw TooLarge($"its part {_part} inflates to more than {most >> 20:N0} MB");
            }

            if (isXml)
            {
                Scan(_buffer.AsSpan(0, read));
            }
        }
    }

    private void Scan(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf(_inTag ? (byte)'>' : (byte)'<');
            var part = end < 0 ? bytes : bytes[..end];
            Count(part);
            if (end < 0)
            {
                return;
            }

            if (_inTag)
            {
                Close();
            }

            (_inTag, _run, _length) = (!_inTag, 0, 0);
            bytes = bytes[(end + 1)..];
        }
    }

    private void Count(ReadOnlySpan<byte> part)
    {
        _run += part.Length;
        if (_run > MaxTextRun)
        {
            throw TooLarge($"its part {_part} has a text of more than {MaxTextRun:N0} characters");
        }

        if (_inTag)
        {
            var kept = Math.Min(part.Length, MaxTag - _length);
            part[..kept].CopyTo(_tag.AsSpan(_length));
            _length += kept;
        }
    }

    private void Close()
    {
        var tag = _tag.AsSpan(0, _length);
        var isEnd = tag is [(byte)'/', ..];
        tag = isEnd ? tag[1..] : tag;
        var isEmpty = tag is [.., (byte)'/'];
        var end = tag.IndexOfAny((byte)' ', (byte)'/', (byte)'\n');
        var name = end < 0 ? tag : tag[..end];
        name = name[(name.LastIndexOf((byte)':') + 1)..];
        if (name.SequenceEqual("row"u8))
        {
            _cells = 0;
        }
        else if (name.SequenceEqual("c"u8))
        {
            Cell(tag, isEnd, isEmpty);
        }
        else if (name.SequenceEqual("f"u8))
        {
            _hasFormula = true;
        }
        else if (name.SequenceEqual("v"u8) || name.SequenceEqual("is"u8))
        {
            _hasValue = true;
        }
    }

    private void Cell(ReadOnlySpan<byte> tag, bool isEnd, bool isEmpty)
    {
        if (isEnd)
        {
            if (_isError || (_hasFormula && !_hasValue))
            {
                Mark(_isError ? Error : NoValue);
            }

            return;
        }

        if (++_cells > CsvRows.MaxColumns)
        {
            throw ImportFileException.Invalid("too-many-columns", $"A row of the workbook has more than {CsvRows.MaxColumns:N0} cells.", "No spreadsheet has that many columns: the file is damaged. Save it again from Excel.");
        }

        (_hasFormula, _hasValue, _isError) = (false, isEmpty, tag.IndexOf(" t=\"e\""u8) >= 0);
        var at = tag.IndexOf(" r=\""u8);
        var reference = at < 0 ? [] : tag[(at + 4)..];
        var quote = reference.IndexOf((byte)'"');
        _cell = quote is > 0 and < 12 ? Encoding.ASCII.GetString(reference[..quote]) : "";
    }

    private void Mark(string mark)
    {
        if (_marks.Count >= MaxMarks)
        {
            throw ImportFileException.Invalid(
                "malformed-xlsx", $"More than {MaxMarks:N0} cells of the workbook are errors or formulas without a saved value.", "Open it in Excel, let it calculate, and save it again.");
        }

        _marks[$"{_part}!{_cell}"] = mark;
    }

    private static ImportFileException TooLarge(string what) => ImportFileException.TooLarge(
        "file-too-large", $"The workbook is larger than can be read safely: {what}.", "Save the sheet as CSV UTF-8 and import that: text of any size is read.");
}
