using System.Globalization;
using ExcelDataReader;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The rows of one sheet of an Excel 97–2003 workbook (.xls), as texts.</summary>
internal sealed class XlsRows : IFileRows
{
    // The whole file is scanned in memory.
    private const long MaxBytes = 64 << 20;

    // The format addresses columns with one byte.
    private const int MaxColumns = 256;

    private readonly IExcelDataReader _reader;
    private readonly XlsErrors _errors;
    private readonly string[] _others;
    private readonly SparseLimit _limit = new();
    private readonly MergedCells _merged;
    private readonly SheetCells _cells = new();
    private int _hidden;

    private XlsRows(IExcelDataReader reader, XlsErrors errors, string[] others, IReadOnlyList<WorkbookSheet> sheets)
    {
        (_reader, _errors, _others, Sheets) = (reader, errors, others, sheets);
        var merges = reader.MergeCells ?? [];
        _merged = merges.All(m => m is { FromRow: >= 0, FromColumn: >= 0 } && m.FromColumn < MaxColumns)
            ? MergedCells.Of(merges.Select(m => (m.FromRow + 1, m.ToRow + 1, m.FromColumn, m.ToColumn)))
            : throw new InvalidDataException("A merged cell lies outside the sheet.");
    }

    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    public int Row { get; private set; }

    public int Count => _cells.Count;

    public IReadOnlyList<string> Notes => [.. _others, .. _merged.Notes, .. WorkbookProblems.OfHidden(_hidden)];

    public string this[int index] => _cells[index].Text;

    public static XlsRows Open(Stream workbook, string? sheet, CancellationToken cancellationToken)
    {
        if (workbook.Length > MaxBytes)
        {
            throw WorkbookProblems.TooLarge($"it has more than {MaxBytes >> 20} MB");
        }

        return Read(() =>
        {
            var bytes = new byte[workbook.Length];
            workbook.ReadExactly(bytes);
            var book = CompoundFile.Stream(bytes, "Workbook", "Book") ?? throw new InvalidDataException("There is no workbook in the file.");
            var reader = ExcelReaderFactory.CreateBinaryReader(new CancellableBytes(book, cancellationToken), new ExcelReaderConfiguration { FallbackEncoding = FileEncodings.Find("windows-1252") });
            var sheets = new List<WorkbookSheet>();
            var leads = new List<HashSet<string>>();
            do
            {
                sheets.Add(new WorkbookSheet(reader.Name, reader.VisibleState is "hidden" or "veryhidden", $"{sheets.Count}"));
                leads.Add(Lead(reader));
            }
            while (reader.NextResult());
            reader.Reset();
            var index = sheets.IndexOf(SheetChoice.Of(sheets, sheet));
            for (var i = 0; i < index; i++)
            {
                reader.NextResult();
            }

            return new XlsRows(reader, XlsErrors.Read(book, index), OtherSheets.Notice([.. sheets.Where((_, i) => i != index && leads[i].Overlaps(leads[index]))]), sheets);
        });
    }

    private static HashSet<string> Lead(IExcelDataReader reader)
    {
        var lead = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < OtherSheets.LeadRows && reader.Read(); i++)
        {
            if (OtherSheets.Key(Enumerable.Range(0, reader.FieldCount).Select(c => Convert.ToString(reader.GetValue(c), CultureInfo.InvariantCulture) ?? "")) is { } key)
            {
                lead.Add(key);
            }
        }

        return lead;
    }

    public CellKind KindOf(int index) => _cells[index].Kind;

    public string UnitOf(int index) => _cells[index].Unit;

    public bool IsError(int index) => _cells[index].IsError;

    public bool IsFilled(int index) => _cells[index].IsFilled;

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (Read(_reader.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _cells.Clear();
            Row = _reader.Depth + 1;
            for (var i = 0; i < Math.Min(_reader.FieldCount, ColumnLetters.Max); i++)
            {
                _cells.Set(i, Cell(i));
            }

            _merged.Fill(Row, _cells);
            if (Count > 0)
            {
                _limit.Add(Count, _cells.Own);
                _hidden += _reader.RowHeight == 0 ? 1 : 0;
                return ValueTask.FromResult(true);
            }
        }

        return ValueTask.FromResult(false);
    }

    public void Dispose() => _reader.Dispose();

    private SheetCell Cell(int index)
    {
        if (_errors.Of(_reader.Depth, index) is { } error)
        {
            return new SheetCell(error, IsError: true);
        }

        switch (_reader.GetValue(index))
        {
            case null:
                return SheetCell.Blank;
            case string text:
                return new SheetCell(text);
            case DateTime moment:
                var (seconds, shape) = ((int)Math.Round(moment.TimeOfDay.TotalSeconds), NumberFormat.Of(Format(index)));
                // Excel stores a time without a day as a time on day zero.
                return shape == DateShape.Time && (moment.Year < 1900 || moment.Date == new DateTime(1904, 1, 1)) ? new SheetCell(CellText.Clock(seconds), CellKind.Date)
                    : new SheetCell(CellText.Shown(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), seconds, shape), CellKind.Date);
            case TimeSpan time:
                return new SheetCell(CellText.Clock((long)Math.Round(time.TotalSeconds)), CellKind.Date);
            case double number:
                return new SheetCell(CellText.Number(number), CellKind.Number, CellFormat.Of(Format(index)).Unit);
            case bool flag:
                return new SheetCell(flag ? "TRUE" : "FALSE");
            case var other:
                return new SheetCell(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "");
        }
    }

    private string Format(int index) => _reader.GetNumberFormatString(index) ?? "";

    // A damaged file makes the library throw exceptions of every type.
    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (ImportFileException or OperationCanceledException or OutOfMemoryException))
        {
            throw new ImportFileException(
                ErrorCodes.MalformedXlsx, "The file is an old Excel file (.xls) that cannot be read: it is damaged, or protected by a password.", "Save it as 'Excel workbook (.xlsx)' without a password, or as CSV UTF-8.");
        }
    }

    // The library takes no cancellation token.
    private sealed class CancellableBytes(byte[] bytes, CancellationToken cancellationToken) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return base.Read(buffer, offset, count);
        }
    }
}
