using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Why a workbook is not read, or what is to say of how it was.</summary>
internal static class WorkbookProblems
{
    public static ImportFileException Malformed(string what) =>
        new ImportFileException(ErrorCodes.MalformedXlsx, $"The workbook cannot be read. {what}.", "Open it in Excel and save it again as 'Excel workbook (.xlsx)', or as CSV UTF-8.");

    public static IEnumerable<string> OfHidden(int rows) =>
        rows == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{rows:N0} of the rows that were read are hidden in the workbook, by a filter or by hand.")];

    public static ImportFileException TooLarge(string what) => new ImportFileException(
        ErrorCodes.FileTooLarge, $"The workbook is larger than can be read safely: {what}.", "Save the sheet as CSV UTF-8 and import that: text of any size is read.");
}
