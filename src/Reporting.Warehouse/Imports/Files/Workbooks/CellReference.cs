using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The address of a cell in a sheet: A1 to XFD1048576.</summary>
internal static class CellReference
{
    public const int MaxRows = 1_048_576;

    /// <param name="row">From 1.</param>
    /// <param name="column">From 0.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        (row, column) = (0, 0);
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            column = letters < 4 ? (column * 26) + (text[letters] | 0x20) - 'a' + 1 : int.MaxValue;
            letters++;
        }

        column--;
        return letters is > 0 and <= 3 && TryRow(text[letters..], out row) && column < ColumnLetters.Max;
    }

    public static bool TryRow(ReadOnlySpan<char> text, out int row)
    {
        row = 0;
        return text.Length is > 0 and <= 7 && text[0] != '0' && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out row) && row is > 0 and <= MaxRows;
    }
}
