using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Excel.Sheets;

/// <summary>Sheets that are printed on several pages side by side.</summary>
public sealed class WideSheetTests
{
    private const string Note = "An engagement counts once in each of its domains and once in the total. The rows overlap and do not add up to the total.";

    /// <summary>Text that extends over the cells beside it would be cut on the pages that repeat the first column.</summary>
    [Fact]
    public async Task Title_and_notes_stay_within_the_first_column_that_other_pages_repeat()
    {
        var document = WideReport.Of(40, 3, charts: 0);
        document = document with { Sections = [(MatrixSection)document.Sections[0] with { Title = "Participants and organisations by domain", Note = Note }] };
        using var workbook = new XLWorkbook(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
        var sheet = Assert.Single(workbook.Worksheets, sheet => sheet.PageSetup.FirstColumnToRepeatAtLeft == 1);
        var width = sheet.Column(1).Width;
        var texts = sheet.Column(1).CellsUsed().Where(cell => cell.Address.RowNumber < sheet.PageSetup.FirstRowToRepeatAtTop).ToList();
        Assert.Equal(Note, string.Join(' ', texts.Skip(1).Select(cell => cell.GetString())));
        Assert.All(texts.Skip(1), cell => Assert.InRange(Characters(cell.GetString(), 11), 1, width));
        Assert.True(texts[0].Style.Alignment.WrapText);
        Assert.InRange(texts[0].GetString().Split(' ').Max(word => Characters(word, 16 * 1.1)), 1, width);
        Assert.InRange(sheet.Row(1).Height, 16 * 1.2 * Math.Ceiling(Characters(texts[0].GetString(), 16 * 1.1) / width), 120);
    }

    /// <summary>Viewers scale several columns to the page, but never a single one.</summary>
    [Fact]
    public async Task A_sheet_of_sentences_is_narrower_than_a_printed_page()
    {
        using var workbook = new XLWorkbook(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Sections = [new TextSection("text", "Text", null, [Note])] })));
        Assert.InRange(workbook.Worksheet("Text").Column(1).Width, 60, 80);
    }

    // Widths are digits of 11 points.
    private static double Characters(string text, double points) => TextWidth.Em(text) / 0.51 * points / 11;
}
