namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>Column names as in spreadsheets: A … Z, AA … XFD.</summary>
internal static class ColumnLetters
{
    /// <summary>The most columns of a spreadsheet.</summary>
    public const int Max = 16_384;

    /// <param name="index">From 0.</param>
    public static string Of(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}
