using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Selects the sheet to read: the named one, otherwise the first visible one.</summary>
internal static class SheetChoice
{
    public static WorkbookSheet Of(IReadOnlyList<WorkbookSheet> sheets, string? asked)
    {
        if (asked is null)
        {
            return sheets.FirstOrDefault(s => s is { IsHidden: false, Part: not null }) ?? sheets.FirstOrDefault(s => s.Part is not null) ?? throw WorkbookProblems.Malformed("It has no sheet with cells");
        }

        var named = sheets.FirstOrDefault(s => string.Equals(s.Name.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase));
        named ??= int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= sheets.Count ? sheets[number - 1] : null;
        return named is { Part: not null } ? named : throw new ImportFileException(
            ErrorCodes.UnknownSheet, named is null ? $"The workbook has no sheet '{TextRules.Short(asked)}'." : $"The sheet '{TextRules.Short(asked)}' is a chart and has no cells.",
            $"Its sheets: {string.Join(", ", sheets.Where(s => s.Part is not null).Take(20).Select(s => $"'{TextRules.Short(s.Name)}'"))}.");
    }
}
