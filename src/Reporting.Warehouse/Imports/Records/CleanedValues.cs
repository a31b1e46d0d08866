using System.Globalization;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Records;

/// <summary>Counts the values of a file with invisible characters, and keeps the first place.</summary>
internal sealed class CleanedValues
{
    private const int MaxNamed = 6;

    private readonly SortedSet<int> _characters = [];
    private int _count;
    private string _first = "";

    public void Add(int row, string column, string before, string after)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        _first = _count++ == 0 ? $"row {row.ToString(CultureInfo.InvariantCulture)}, column {TextRules.Short(column, 60)}" : _first;
        if (_characters.Count <= MaxNamed)
        {
            _characters.UnionWith(before.Where(c => !after.Contains(c, StringComparison.Ordinal)).Select(c => (int)c));
        }
    }

    /// <summary>Null when there are no such values.</summary>
    public ImportWarning? Warning() => _count == 0 ? null : new ImportWarning(
        0,
        $"{_count:N0} value{(_count == 1 ? "" : "s")} contained invisible characters ({string.Join(", ", _characters.Take(MaxNamed).Select(c => $"U+{c:X4}"))}{(_characters.Count > MaxNamed ? " …" : "")}), first in {_first}; they were removed or restored.");
}
