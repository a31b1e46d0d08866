namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Texts for cells without a value. A used column refuses them, unless the mapping treats them as missing.</summary>
internal static class CellMarks
{
    /// <summary>A formula whose value was not saved or is not current.</summary>
    public const string NoValue = "#FORMULA!";

    /// <summary>An error that is not one of Excel's.</summary>
    public const string Error = "#ERROR!";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        NoValue, Error, "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!",
        "#PYTHON!", "#GETTING_DATA",
    };

    public static bool Is(string text) => text.Length > 3 && text[0] == '#' && All.Contains(text);

    public static string OfError(string text) => All.Contains(text.Trim()) ? text.Trim() : Error;

    public static string Reason(string mark) => mark == NoValue ? "The cell has a formula without a saved value." : $"The cell holds the error {mark}.";

    public static string Hint(string mark) => mark == NoValue ? "Open the workbook in Excel, let it calculate, and save it again." : "Correct the cell in Excel, or list the error under missing in a mapping.";
}
