namespace Reporting.Warehouse.Imports.Files;

/// <summary>Column names as in spreadsheets: A … Z, AA … XFD.</summary>
internal static class ColumnLetters
{
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
