using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>A copy of a row that remains available while the file is read further.</summary>
internal sealed class BufferedRow : IFileRows
{
    private readonly string[] _values;
    private readonly (CellKind Kind, string Unit)[] _cells;

    private BufferedRow(int row, string[] values, (CellKind Kind, string Unit)[] cells) => (Row, _values, _cells) = (row, values, cells);

    public int Row { get; }

    public bool IsBlank => Array.TrueForAll(_values, string.IsNullOrWhiteSpace);

    public int Count => _values.Length;

    public string this[int index] => _values[index];

    public CellKind KindOf(int index) => _cells[index].Kind;

    public string UnitOf(int index) => _cells[index].Unit;

    public static BufferedRow Of(IFileRows rows)
    {
        var values = new string[rows.Count];
        var cells = new (CellKind, string)[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            (values[i], cells[i]) = (rows[i], (rows.KindOf(i), rows.UnitOf(i)));
        }

        return new BufferedRow(rows.Row, values, cells);
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public void Dispose()
    {
    }
}
