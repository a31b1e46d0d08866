using ClosedXML.Excel;

namespace Reporting.Rendering.Tests.Excel;

public sealed class RightToLeftTests
{
    [Theory]
    [InlineData("en", false, XLAlignmentHorizontalValues.Left)]
    [InlineData("he", true, XLAlignmentHorizontalValues.Right)]
    public async Task Hebrew_sheets_run_from_the_right_and_hold_the_same_cells(string language, bool fromRight, XLAlignmentHorizontalValues names)
    {
        using var workbook = new XLWorkbook(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Language = language })));
        Assert.All(workbook.Worksheets, sheet => Assert.Equal(fromRight, sheet.RightToLeft));
        Assert.All(workbook.Worksheets.SelectMany(sheet => new[] { sheet.PageSetup.Footer.Left, sheet.PageSetup.Footer.Center, sheet.PageSetup.Footer.Right }), part =>
            Assert.Equal(fromRight, part.GetText(XLHFOccurrence.OddPages) is var text && text.Contains('\u202B', StringComparison.Ordinal) && text.Contains('\u202C', StringComparison.Ordinal)));
        Assert.Contains(workbook.Worksheets.Last().CellsUsed(), cell => cell.GetString().Contains("UTC", StringComparison.Ordinal)
            && cell.Style.Alignment.ReadingOrder == (fromRight ? XLAlignmentReadingOrderValues.RightToLeft : XLAlignmentReadingOrderValues.ContextDependent));
        var matrix = workbook.Worksheets.Single(sheet => sheet.Cell(1, 1).GetString() == SampleReport.Matrix().Title);
        Assert.Equal(names, matrix.Cell(1, 1).Style.Alignment.Horizontal);
        var header = matrix.Column(1).CellsUsed(cell => cell.GetString() == SampleReport.Matrix().Rows.Caption).Single().Address.RowNumber;
        Assert.Equal(XLAlignmentHorizontalValues.Right, matrix.Cell(header + 1, 2).Style.Alignment.Horizontal);
        Assert.Equal(SampleReport.Matrix().Cells[0].Select(cell => cell is null ? 0 : (double)(long)cell), Enumerable.Range(2, 4).Select(column => matrix.Cell(header + 1, column).IsEmpty() ? 0 : matrix.Cell(header + 1, column).GetDouble()));
    }
}
