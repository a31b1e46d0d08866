namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>What stands for a cell that holds no value: a column that is used refuses it, unless the mapping counts it as missing.</summary>
internal static class CellMarks
{
    /// <summary>A formula whose value was not saved, or is not the one that it gives.</summary>
    public const string NoValue = "#FORMULA!";

    /// <summary>An error that Excel does not have.</summary>
    public const string Error = "#ERROR!";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        NoValue, Error, "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!",
        "#PYTHON!", "#GETTING_DATA",
    };

    public static bool Is(string text) => text.Length > 3 && text[0] == '#' && All.Contains(text);

    public static string OfError(string text) => All.Contains(text.Trim()) ? text.Trim() : Error;

    public static string Why(string mark) => mark == NoValue ? "The cell is a formula whose value was not saved." : $"The cell holds the error {mark}.";

    public static string Hint(string mark) => mark == NoValue ? "Open the workbook in Excel, let it calculate, and save it again." : "Correct the cell in Excel, or, in a mapping, name the error under missing.";
}
