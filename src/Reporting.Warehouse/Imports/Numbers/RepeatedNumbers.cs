using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>Counts rows that take their number from a row above, as a merged cell makes them. A sum then holds the number several times.</summary>
internal sealed class RepeatedNumbers
{
    private int _rows;

    public void Add(bool isRepeated) => _rows += isRepeated ? 1 : 0;

    /// <summary>A warning at the end of the file; null without such rows.</summary>
    public string? Doubt(string column) => _rows == 0 ? null
        : $"{Plural.Of(_rows, "row")} of '{TextRules.Short(column)}' {Plural.Word(_rows, "takes", "take")} the number of a row above, and {Plural.Word(_rows, "counts", "each counts")} all of it. If the number is the sum of these rows, write the number of each row.";
}
