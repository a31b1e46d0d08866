using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ClosedXML.Excel;

namespace Reporting.Rendering.Excel;

/// <summary>
/// What ClosedXML cannot write: native charts, and quiet about codes such as "2024" that are text on purpose (Excel
/// would put a green corner on each).
/// </summary>
internal static partial class SheetExtras
{
    public static void Add(Stream package, IReadOnlyList<WrittenSheet> sheets)
    {
        package.Position = 0;
        using var document = SpreadsheetDocument.Open(package, isEditable: true);
        var workbook = document.WorkbookPart!;
        foreach (var sheet in sheets)
        {
            var entry = workbook.Workbook.Sheets!.Elements<Sheet>().Single(candidate => candidate.Name == sheet.Name);
            var part = (WorksheetPart)workbook.GetPartById(entry.Id!.Value!);
            Insert(part.Worksheet, new IgnoredErrors(new IgnoredError
            {
                SequenceOfReferences = new ListValue<StringValue>
                {
                    InnerText = $"A{sheet.HeaderRow}:{XLHelper.GetColumnLetterFromNumber(sheet.Grid.Columns.Count)}{sheet.LastRow}",
                },
                NumberStoredAsText = true,
            }));
            if (sheet.Chart is not null && sheet.Grid.Rows.Count > 0)
            {
                NativeChart.Add(part, sheet);
                Insert(part.Worksheet, new Drawing { Id = NativeChart.DrawingId });
            }

            part.Worksheet.Save();
        }

        foreach (var name in workbook.Workbook.DefinedNames?.Elements<DefinedName>() ?? [])
        {
            name.Text = PrintTitles().Replace(name.Text, "!$$${first}:$$${last}");
        }
    }

    /// <summary>ClosedXML writes the rows to repeat as "4:4", which viewers take as relative and do not repeat.</summary>
    [GeneratedRegex("!(?<first>[0-9]+):(?<last>[0-9]+)$", RegexOptions.None, 1000)]
    private static partial Regex PrintTitles();

    /// <summary>The schema fixes the order: both stand before the table parts, and drawings after ignored errors.</summary>
    private static void Insert(Worksheet worksheet, OpenXmlElement element) =>
        worksheet.InsertBefore(element, worksheet.GetFirstChild<TableParts>());
}
