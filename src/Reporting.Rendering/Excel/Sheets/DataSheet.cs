using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// The <c>Data</c> sheet without its rows: header, formats, widths, table. Two sample rows define the styles of the real rows, which are streamed
/// without a library because there may be very many.
/// </summary>
internal static class DataSheet
{
    public const string Name = "Data";
    public const string TableName = "Table_Data";
    public const int HeaderRow = 1;

    /// <summary>The most data rows of one sheet: Excel's 1,048,576 minus the header.</summary>
    public const int MaxRows = 1_048_575;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static SheetEntry Write(IXLWorksheet sheet, ReportDocument document)
    {
        var text = ValueText.In(document);
        for (var j = 0; j < DataColumns.All.Count; j++)
        {
            var column = DataColumns.All[j];
            sheet.Column(j + 1).Width = column.Width;
            var header = sheet.Cell(HeaderRow, j + 1);
            ExcelCell.Text(header, column.Header(text.Captions));
            ExcelLook.Header(header.Style);
            for (var model = 1; model <= 2; model++)
            {
                var cell = sheet.Cell(HeaderRow + model, j + 1);
                cell.SetValue("model");
                cell.Style.NumberFormat.Format = column.Format;
                cell.Style.IncludeQuotePrefix = model == 2 && column.Kind == DataKind.Text;
                cell.Style.Alignment.ShrinkToFit = j is DataColumns.Engagement or DataColumns.DomainCode;
                if (column.Kind == DataKind.Number)
                {
                    ExcelCell.Right(header.Style);
                    ExcelCell.Right(cell.Style);
                }
                else
                {
                    ExcelCell.Left(cell.Style);
                }
            }
        }

        sheet.Row(HeaderRow).Height = Math.Max(24, ColumnWidths.RowHeight(DataColumns.All.Max(c => ColumnWidths.Lines(c.Header(text.Captions), c.Width - 1))) + 3);
        var table = sheet.Range(HeaderRow, 1, HeaderRow + 1, DataColumns.All.Count).CreateTable(TableName);
        table.Theme = XLTableTheme.None;
        table.ShowAutoFilter = true;
        sheet.SheetView.FreezeRows(HeaderRow);
        SheetPrint.SetUp(sheet, document, DataColumns.All.Sum(c => c.Width), HeaderRow);
        return new SheetEntry(sheet.Name, text.Captions.DataTitle, text.Rows(document.Data!.Count));
    }

    /// <summary>The range of header and rows. A table needs one row or more.</summary>
    public static string Area(long rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"A{HeaderRow}:{XLHelper.GetColumnLetterFromNumber(DataColumns.All.Count)}{HeaderRow + Math.Clamp(rows, 1, MaxRows)}");

    /// <summary>Extends the table over all future rows.</summary>
    public static void ExtendTable(WorksheetPart part, long rows)
    {
        var table = part.TableDefinitionParts.Single().Table;
        table.Reference = Area(rows);
        table.AutoFilter!.Reference = Area(rows);
        table.Save();
    }

    /// <summary>The year of an engagement without one. An empty cell would be "(empty)" or "(blank)" in a pivot.</summary>
    public static string YearNotStated(ValueText text) => TextRules.Capitalised(text.Language.Phrases.NotStated);

    /// <summary>Removes the sample rows from the sheet's XML.</summary>
    public static DataSheetPosition Place(string entry, byte[] content, ReportDocument document)
    {
        using var stream = new MemoryStream(content);
        var root = XElement.Load(stream);
        var models = root.Element(Main + "sheetData")!.Elements(Main + "row").Skip(1).ToList();
        var styles = models.Select(row => row.Elements(Main + "c").Select(cell => (string)cell.Attribute("s")!).ToList()).ToList();
        root.Element(Main + "dimension")?.Remove();

        // Streamed rows have no namespace prefix.
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Value == Main.NamespaceName).Remove();
        root.SetAttributeValue("xmlns", Main.NamespaceName);
        models[0].ReplaceWith(new XProcessingInstruction("rows", "here"));
        models[1].Remove();
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + root.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
        var parts = text.Split("<?rows here?>");
        return new DataSheetPosition(entry, parts[0], parts[1], styles[0], styles[1], HeaderRow + 1, YearNotStated(ValueText.In(document)));
    }
}
