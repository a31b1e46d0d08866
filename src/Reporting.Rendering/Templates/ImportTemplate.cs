using ClosedXML.Excel;
using Reporting.Engine.Engagements;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Imports.Native;

namespace Reporting.Rendering.Templates;

/// <summary>
/// The workbook for adding or correcting engagements: the native layout with lists of known members for its cells. All cells are text, and none is ever a
/// formula.
/// </summary>
public static class ImportTemplate
{
    public const string FileName = "template.xlsx";

    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Data = "Engagements";
    private const string Lists = "Lists";

    // Empty rows that offer lists.
    private const int RowsToFill = 2_000;

    /// <param name="engagements">The engagements to correct; none for an empty template.</param>
    public static byte[] Write(IReadOnlyList<TemplateList> lists, IReadOnlyList<ListedEngagement> engagements, Provenance provenance)
    {
        using var workbook = new XLWorkbook();
        var (data, known, help) = (workbook.AddWorksheet(Data), workbook.AddWorksheet(Lists), workbook.AddWorksheet("How to"));
        var rows = WriteData(data, engagements);
        Offer(data, WriteLists(known, lists), rows + RowsToFill);
        TextSheet.Write(help, new TextSection("how-to", "How to fill this in", null, TemplateHelp.Paragraphs), ValueText.In("en"));
        foreach (var sheet in workbook.Worksheets)
        {
            sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
            sheet.PageSetup.PaperSize = XLPaperSize.A4Paper;
            SheetPrint.Mark(sheet.PageSetup, provenance, ValueText.In("en"));
        }

        help.PageSetup.FitToPages(1, 0);
        data.PageSetup.SetRowsToRepeatAtTop(1, 1);
        using var package = new MemoryStream();
        workbook.SaveAs(package);
        var document = new ReportDocument("import-template", "Engagements to import", "Template for imports", "en", [], [], provenance) { FileName = "template" };
        return StablePackage.Of(package, document, null).Package;
    }

    private static int WriteData(IXLWorksheet sheet, IReadOnlyList<ListedEngagement> engagements)
    {
        for (var i = 0; i < NativeColumns.All.Count; i++)
        {
            var (name, column) = (NativeColumns.All[i], sheet.Column(i + 1));
            column.Style.NumberFormat.Format = "@";
            column.Width = name is "Code" or "Title" ? 44 : name.StartsWith("Title.", StringComparison.Ordinal) || name.StartsWith("Summary", StringComparison.Ordinal) || name is "SourceTitle" or "SourceUrl" ? 30 : Math.Max(13, name.Length + 3);
            ExcelCell.Text(sheet.Cell(1, i + 1), name);
            ExcelLook.Header(sheet.Cell(1, i + 1).Style);
        }

        var row = 1;
        foreach (var line in engagements.SelectMany(TemplateRows.Of))
        {
            row++;
            for (var i = 0; i < NativeColumns.All.Count; i++)
            {
                if (line.GetValueOrDefault(NativeColumns.All[i]) is { Length: > 0 } text)
                {
                    ExcelCell.Exact(sheet.Cell(row, i + 1), text);
                    sheet.Cell(row, i + 1).Style.NumberFormat.Format = "@";
                }
            }
        }

        sheet.Row(1).Height = 24;
        sheet.SheetView.Freeze(1, 2);
        return row;
    }

    // Codes and names side by side. Cells offer the codes.
    private static Dictionary<string, (TemplateList List, IXLRange Codes)> WriteLists(IXLWorksheet sheet, IReadOnlyList<TemplateList> lists)
    {
        var offered = new Dictionary<string, (TemplateList, IXLRange)>(StringComparer.Ordinal);
        for (var i = 0; i < lists.Count; i++)
        {
            var (list, column) = (lists[i], (2 * i) + 1);
            ExcelCell.Text(sheet.Cell(1, column), list.Title);
            ExcelCell.Text(sheet.Cell(1, column + 1), "Name");
            ExcelLook.Header(sheet.Range(1, column, 1, column + 1).Style);
            (sheet.Column(column).Width, sheet.Column(column + 1).Width) = (Width(list.Members.Select(m => m.Code).Append(list.Title)), Width(list.Members.Select(m => m.Name)));
            for (var row = 0; row < list.Members.Count; row++)
            {
                ExcelCell.Text(sheet.Cell(row + 2, column), list.Members[row].Code);
                ExcelCell.Text(sheet.Cell(row + 2, column + 1), list.Members[row].Name);
            }

            if (list.Members.Count > 0)
            {
                var codes = sheet.Range(2, column, list.Members.Count + 1, column);
                foreach (var name in list.Columns)
                {
                    offered[name] = (list, codes);
                }
            }
        }

        sheet.SheetView.FreezeRows(1);
        return offered;
    }

    private static double Width(IEnumerable<string> texts) => Math.Clamp(texts.Select(t => t.Length).DefaultIfEmpty().Max() * 1.1 + 3, 12, 60);

    private static void Offer(IXLWorksheet sheet, Dictionary<string, (TemplateList List, IXLRange Codes)> offered, int lastRow)
    {
        for (var i = 0; i < NativeColumns.All.Count; i++)
        {
            var name = NativeColumns.All[i];
            var help = TemplateHelp.Of(name);
            if (!offered.TryGetValue(name, out var choice) && help.Length == 0)
            {
                continue;
            }

            var validation = sheet.Range(2, i + 1, lastRow, i + 1).SetDataValidation();
            validation.IgnoreBlanks = true;
            if (help.Length > 0)
            {
                (validation.InputTitle, validation.InputMessage) = (name, help);
            }

            if (choice.Codes is null)
            {
                continue;
            }

            validation.List(choice.Codes, true);
            validation.ErrorStyle = choice.List.IsClosed ? XLErrorStyle.Stop : XLErrorStyle.Warning;
            validation.ErrorTitle = choice.List.IsClosed ? "Not in the list" : "A new member?";
            validation.ErrorMessage = choice.List.IsClosed ? "Choose a value from the list." : "This value is not in the list and will become a new member. Check the spelling.";
        }
    }
}

/// <summary>The known values for some columns of the template.</summary>
/// <param name="Columns">The columns that offer the values.</param>
/// <param name="IsClosed">True when no other values are accepted. Otherwise a new code becomes a new member.</param>
public sealed record TemplateList(string Title, IReadOnlyList<string> Columns, bool IsClosed, IReadOnlyList<(string Code, string Name)> Members);
