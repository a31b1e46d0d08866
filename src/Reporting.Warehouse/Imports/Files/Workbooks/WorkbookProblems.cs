using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Reasons for refusing a workbook, and notes about how it was read.</summary>
internal static class WorkbookProblems
{
    public static ImportFileException Malformed(string what) =>
        new ImportFileException(ErrorCodes.MalformedXlsx, $"The workbook cannot be read. {what}.", "Open it in Excel and save it again as 'Excel workbook (.xlsx)', or as CSV UTF-8.");

    public static IEnumerable<string> OfHidden(int rows) =>
        rows == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{rows:N0} of the rows that were read are hidden in the workbook.")];

    public static ImportFileException TooLarge(string what) => new ImportFileException(
        ErrorCodes.FileTooLarge, $"The workbook is too large to be read safely: {what}.", "Save the sheet as CSV UTF-8 and import that file. CSV has no size limit.");
}
