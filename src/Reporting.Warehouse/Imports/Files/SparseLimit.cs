using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>
/// Bounds the work that a file makes beyond its own size: every row is laid out as wide as the widest, so that one cell far to the right, or one header of thousands of
/// names, would make work of every row.
/// </summary>
internal sealed class SparseLimit
{
    private const long Free = 50_000_000;
    private const int PerValue = 100;

    private long _work;
    private long _values;
    private int _widest;

    /// <param name="count">How wide the row is.</param>
    /// <param name="values">How many values it has.</param>
    public void Add(int count, int values)
    {
        _widest = Math.Max(_widest, count);
        (_work, _values) = (_work + _widest, _values + values);
        if (_work > Free + (PerValue * _values))
        {
            throw new ImportFileException(
                ErrorCodes.FileTooLarge, $"The rows of the file are nearly empty: its widest has {_widest:N0} columns, and the others few values.", "Remove the columns that are not needed, and import the file again.");
        }
    }
}
