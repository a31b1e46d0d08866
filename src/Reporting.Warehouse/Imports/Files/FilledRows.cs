using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Files.Workbooks;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>Fills blanks in some columns with the value above, for files that write a year, country or sector once for several rows.</summary>
internal sealed class FilledRows(IFileRows rows, int[] columns) : IFileRows
{
    private readonly SheetCell[] _above = [.. columns.Select(_ => SheetCell.Blank)];
    private readonly Dictionary<int, SheetCell> _filled = [];

    public int Row => rows.Row;

    public int Count { get; private set; }

    public IReadOnlyList<string> Notes => rows.Notes;

    public string this[int index] => _filled.TryGetValue(index, out var above) ? above.Text : index < rows.Count ? rows[index] : "";

    public CellKind KindOf(int index) => _filled.TryGetValue(index, out var above) ? above.Kind : index < rows.Count ? rows.KindOf(index) : CellKind.Text;

    public string UnitOf(int index) => _filled.TryGetValue(index, out var above) ? above.Unit : index < rows.Count ? rows.UnitOf(index) : "";

    public bool IsError(int index) => index < rows.Count && rows.IsError(index);

    public bool IsFilled(int index) => _filled.ContainsKey(index) || (index < rows.Count && rows.IsFilled(index));

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken))
        {
            return false;
        }

        _filled.Clear();
        Count = rows.Count;
        if (Enumerable.Range(0, rows.Count).All(i => string.IsNullOrWhiteSpace(rows[i])))
        {
            return true;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            if (column < rows.Count && !string.IsNullOrWhiteSpace(rows[column]))
            {
                _above[i] = new SheetCell(rows[column], rows.KindOf(column), rows.UnitOf(column));
            }
            else if (_above[i].Text.Length > 0)
            {
                (_filled[column], Count) = (_above[i], Math.Max(Count, column + 1));
            }
        }

        return true;
    }

    public void Dispose() => rows.Dispose();
}
