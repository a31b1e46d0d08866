using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>
/// The rows of one sheet of a workbook, as texts. Own code instead of a library: those available read a formula without a value as blank, lose cells
/// without references, or read a whole sheet before its first row.
/// </summary>
internal sealed class XlsxRows : IFileRows
{
    private readonly WorkbookArchive _archive;
    private readonly SheetRows _rows;
    private readonly OtherSheets _others;

    private XlsxRows(WorkbookArchive archive, SheetRows rows, OtherSheets others, IReadOnlyList<WorkbookSheet> sheets) =>
        (_archive, _rows, _others, Sheets) = (archive, rows, others, sheets);

    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    public int Row => _rows.Row;

    public int Count => _rows.Count;

    public IReadOnlyList<string> Notes => [.. _others.Notes, .. RowNotes()];

    public string this[int index] => _rows[index].Text;

    public static XlsxRows Open(Stream workbook, string? sheet, CancellationToken cancellationToken)
    {
        WorkbookArchive? archive = null;
        try
        {
            archive = new WorkbookArchive(workbook, cancellationToken);
            var index = WorkbookIndex.Read(archive);
            var chosen = SheetChoice.Of(index.Sheets, sheet);
            var strings = SharedStrings.Read(archive, index.Strings);
            var formats = CellFormats.Read(archive, index.Styles);
            var rows = new SheetRows(archive.Sheet(chosen.Part!), index, strings, formats, MergedCells.Read(archive, chosen.Part!));
            var others = new OtherSheets([.. index.Sheets.Where(s => s != chosen && s.Part is not null)], s => new SheetRows(archive.Sheet(s.Part!), index, strings, formats, new MergedCells()));
            return new XlsxRows(archive, rows, others, [.. index.Sheets.Where(s => s.Part is not null)]);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            archive?.Dispose();
            throw WorkbookProblems.Malformed("It is damaged or incomplete");
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    public CellKind KindOf(int index) => _rows[index].Kind;

    public string UnitOf(int index) => _rows[index].Unit;

    public bool IsError(int index) => _rows[index].IsError;

    public bool IsFilled(int index) => _rows[index].IsFilled;

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var isRow = _rows.Read();
            _others.Look(isRow ? _rows : null);

            return ValueTask.FromResult(isRow);
        }
        catch (InvalidDataException)
        {
            throw WorkbookProblems.Malformed($"It cannot be read after row {Row}");
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _archive.Dispose();
    }

    private IEnumerable<string> RowNotes()
    {
        foreach (var note in _rows.Merged.Notes)
        {
            yield return note;
        }

        foreach (var note in WorkbookProblems.OfHidden(_rows.Hidden))
        {
            yield return note;
        }

        if (_rows.Unformatted > 0)
        {
            yield return $"{Plural.Of(_rows.Unformatted, "number has a format", "numbers have formats")} that the workbook lacks: dates among them were read as numbers. Open the workbook in Excel and save it.";
        }

        if (_rows.Stale > 0)
        {
            yield return $"{Plural.Of(_rows.Stale, "formula")} may have outdated values, because the workbook asks for recalculation. Open it in Excel and save it to update them.";
        }
    }
}
