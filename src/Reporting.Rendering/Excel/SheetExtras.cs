using System.Text.RegularExpressions;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel;

/// <summary>
/// Adds what ClosedXML cannot write: native charts, sparklines, and a correct PivotTable. Also turns off Excel's warnings about text such as "2024",
/// which is text on purpose.
/// </summary>
internal static partial class SheetExtras
{
    /// <summary>Returns the package entry of the <c>Data</c> sheet; null without one.</summary>
    public static string? Add(Stream package, SummaryPosition summary, IReadOnlyList<SheetPosition> sheets, PivotPosition? pivot, ReportData? data)
    {
        package.Position = 0;
        using var document = SpreadsheetDocument.Open(package, isEditable: true);
        var workbook = document.WorkbookPart!;
        AddSummary(Part(workbook, summary.Name), summary);
        foreach (var sheet in sheets)
        {
            var part = Part(workbook, sheet.Name);
            sheet.Links.Write(part);
            AllowNumbersAsText(part, sheet);
            if (sheet.TrendColumn is not null)
            {
                part.Worksheet.Append(Sparklines.Of(sheet));
            }

            if (sheet.HasNativeChart)
            {
                NativeChart.Add(part, sheet, NativeChart.PlaceOf(sheet));
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
        DataSheet.ExtendTable(rows, data.Count);
        return rows.Uri.OriginalString.TrimStart('/');
    }

    private static void AddSummary(WorksheetPart part, SummaryPosition summary)
    {
        if (summary.Periods is { } periods)
        {
            AllowNumbersAsText(part, periods);
        }

        if (summary is { Drawn: { } drawn, Place: { } place })
        {
            NativeChart.Add(part, drawn, place, hasAxisTitles: false);
            Insert(part.Worksheet, new Drawing { Id = NativeChart.DrawingId });
        }

        part.Worksheet.Save();
    }

    private static void AllowNumbersAsText(WorksheetPart part, SheetPosition sheet) => Insert(part.Worksheet, new IgnoredErrors(new IgnoredError
    {
        SequenceOfReferences = new ListValue<StringValue>
        {
            InnerText = $"A{sheet.HeaderRow}:{XLHelper.GetColumnLetterFromNumber(sheet.Grid.Columns.Count)}{sheet.LastRow}",
        },
        NumberStoredAsText = true,
    }));

    private static WorksheetPart Part(WorkbookPart workbook, string sheet)
    {
        var entry = workbook.Workbook.Sheets!.Elements<Sheet>().Single(candidate => candidate.Name == sheet);
        return (WorksheetPart)workbook.GetPartById(entry.Id!.Value!);
    }

    /// <summary>Finds print titles. ClosedXML writes them as "4:4" and "A:A", which viewers read as relative and ignore.</summary>
    [GeneratedRegex("!(?<first>[0-9]+|[A-Z]+):(?<last>[0-9]+|[A-Z]+)(?=,|$)", RegexOptions.None, 1000)]
    private static partial Regex PrintTitles();

    /// <summary>Inserts before the table parts, as the schema requires. Drawings follow ignored errors.</summary>
    private static void Insert(Worksheet worksheet, OpenXmlElement element) =>
        worksheet.InsertBefore(element, worksheet.GetFirstChild<TableParts>());
}
