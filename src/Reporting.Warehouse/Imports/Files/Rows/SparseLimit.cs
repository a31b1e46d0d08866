using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>
/// Limits the work for a file with few values. Every row is processed at the width of the widest. A single cell far to the right, or a header with
/// thousands of names, would multiply the work.
/// </summary>
internal sealed class SparseLimit
{
    private const long FreeWork = 50_000_000;
    private const int PerValue = 100;

    private long _work;
    private long _values;
    private int _widest;

    /// <param name="count">The width of the row.</param>
    /// <param name="values">The number of its values.</param>
    public void Add(int count, int values)
    {
        _widest = Math.Max(_widest, count);
        (_work, _values) = (_work + _widest, _values + values);
        if (_work > FreeWork + (PerValue * _values))
        {
            throw new ImportFileException(
                ErrorCodes.FileTooLarge, $"The rows of the file are nearly empty: the widest has {Plural.Of(_widest, "column")}, and most have few values.", "Remove the columns that are not needed, and import the file again.");
        }
    }
}
