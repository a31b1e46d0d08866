using System.Text.RegularExpressions;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel;

/// <summary>
/// What ClosedXML cannot write: native charts, sparklines, a PivotTable that counts right, and quiet about codes such as "2024" that are text on purpose (Excel
/// would put a green corner on each).
/// </summary>
internal static partial class SheetExtras
{
    /// <summary>Returns the entry of the <c>Data</c> sheet in the package; null where there is none.</summary>
    public static string? Add(Stream package, IReadOnlyList<SheetPosition> sheets, PivotPosition? pivot, ReportData? data)
    {
        package.Position = 0;
        using var document = SpreadsheetDocument.Open(package, isEditable: true);
        var workbook = document.WorkbookPart!;
        foreach (var sheet in sheets)
        {
            var part = Part(workbook, sheet.Name);
            sheet.Links.Write(part);
            Insert(part.Worksheet, new IgnoredErrors(new IgnoredError
            {
                SequenceOfReferences = new ListValue<StringValue>
                {
                    InnerText = $"A{sheet.HeaderRow}:{XLHelper.GetColumnLetterFromNumber(sheet.Grid.Columns.Count)}{sheet.LastRow}",
                },
                NumberStoredAsText = true,
            }));
            if (sheet.TrendColumn is not null)
            {
                part.Worksheet.Append(Sparklines.Of(sheet));
            }

            if (sheet.HasNativeChart)
            {
                NativeChart.Add(part, sheet);
                Insert(part.Worksheet, new Drawing { Id = NativeChart.DrawingId });
            }

            part.Worksheet.Save();
        }

        if (pivot is not null)
        {
            PivotXml.Add(workbook, Part(workbook, pivot.Entry.Name), pivot, data!);
        }

        foreach (var name in workbook.Workbook.DefinedNames?.Elements<DefinedName>() ?? [])
        {
            name.Text = PrintTitles().Replace(name.Text, "!$$${first}:$$${last}");
        }

        if (data is null)
        {
            return null;
        }

        var rows = Part(workbook, DataSheet.Name);
        DataSheet.Stretch(rows, data.Count);
        return rows.Uri.OriginalString.TrimStart('/');
    }

    private static WorksheetPart Part(WorkbookPart workbook, string sheet)
    {
        var entry = workbook.Workbook.Sheets!.Elements<Sheet>().Single(candidate => candidate.Name == sheet);
        return (WorksheetPart)workbook.GetPartById(entry.Id!.Value!);
    }

    /// <summary>ClosedXML writes the rows and columns to repeat as "4:4" and "A:A", which viewers take as relative and do not repeat.</summary>
    [GeneratedRegex("!(?<first>[0-9]+|[A-Z]+):(?<last>[0-9]+|[A-Z]+)(?=,|$)", RegexOptions.None, 1000)]
    private static partial Regex PrintTitles();

    /// <summary>The schema fixes the order: both stand before the table parts, and drawings after ignored errors.</summary>
    private static void Insert(Worksheet worksheet, OpenXmlElement element) =>
        worksheet.InsertBefore(element, worksheet.GetFirstChild<TableParts>());
}
