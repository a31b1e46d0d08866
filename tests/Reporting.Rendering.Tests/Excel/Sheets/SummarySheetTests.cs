using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Excel.Sheets;

/// <summary>A workbook opens on the answer and ends with what the answer is made of.</summary>
public sealed partial class SummarySheetTests
{
    private const string Program = """
        import json, sys
        import openpyxl
        book = openpyxl.load_workbook(sys.argv[1])
        sheet = book.worksheets[0]
        print(json.dumps({
            "active": book.active.title, "names": book.sheetnames, "charts": len(sheet._charts),
            "rows": [list(row) for row in sheet.iter_rows(values_only=True)],
            "links": [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink],
        }))
        """;

    [Theory]
    [InlineData("en", "Summary", "About")]
    [InlineData("hi", "सारांश", "विवरण")]
    [InlineData("he", "סיכום", "אודות")]
    public async Task The_parameters_and_the_provenance_stand_on_the_last_sheet(string language, string summary, string about)
    {
        using var workbook = await OpenAsync(SampleReport.Answered() with { Language = language });
        var (first, last) = (workbook.Worksheets.First(), workbook.Worksheets.Last());
        Assert.Equal((summary, about), (first.Name, last.Name));
        var origin = SampleReport.Whole().Provenance;
        foreach (var said in new[] { origin.Filters, origin.Counting, "India with Israel" })
        {
            Assert.Contains(last.CellsUsed(), cell => cell.GetString() == said);
            Assert.DoesNotContain(first.CellsUsed(), cell => cell.GetString() == said);
        }
    }

    [FactNeeds("python3")]
    public async Task Another_program_reads_the_answer_its_figures_and_their_comparison_from_the_first_sheet()
    {
        var read = await ReadAsync(SampleReport.Answered());
        var rows = read.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToList()).ToList();
        var headline = SampleReport.Headline();
        Assert.Equal("Summary", read.GetProperty("active").GetString());
        Assert.Equal([SampleReport.Whole().Title, headline.Sentence], rows.Take(2).Select(row => row[0].GetString()));
        var figures = rows.FindIndex(row => row[0].ToString() == "Figure");
        Assert.Equal(["Figure", "Value", "2023", "Change", "Change (%)", "Note"], rows[figures].Select(cell => cell.ToString()));
        Assert.Equal([1234, 1239, -5, -0.004036], rows[figures + 1].Skip(1).Take(4).Select(cell => Math.Round(cell.GetDouble(), 6)));
        Assert.Equal(48, rows[figures + 2][1].GetDouble());
        Assert.Single(rows, row => row[0].ToString() == "Engagements" && row[1].ValueKind == JsonValueKind.Number);
        Assert.Equal("Of 12 engagements that state one", rows.Single(row => row[0].ToString() == "Amount")[5].GetString());
        var leaders = rows.FindIndex(row => row[0].ToString() == "Domain");
        Assert.Equal(headline.Top.Rows.Select(row => $"{row[0]} {row[1]}"), rows.Skip(leaders + 1).Take(4).Select(row => $"{row[0]} {row[1]}"));
        var months = rows.FindIndex(row => row[0].ToString() == "Month");
        Assert.Equal(Enumerable.Range(1, 12).Select(i => i * 7), rows.Skip(months + 1).Take(12).Select(row => row[1].GetInt32()));
        Assert.Equal(1, read.GetProperty("charts").GetInt32());
    }

    /// <summary>A comparison with an edition is in the key figures, not in the headline.</summary>
    [FactNeeds("python3")]
    public async Task The_figure_of_the_headline_has_the_comparison_of_the_same_key_figure()
    {
        var answered = SampleReport.Answered();
        var figure = SampleReport.Headline().Figure;
        Assert.NotNull(figure.Change);
        var sections = answered.Sections.Select(section => section is HeadlineSection headline ? headline with { Figure = figure with { Change = null } } : section);
        var read = await ReadAsync(answered with { Sections = [.. sections, new KpiSection("compared", "Compared", null, [figure])] });
        var row = read.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().ToList()).First(r => r[0].ToString() == figure.Caption && r[1].ValueKind == JsonValueKind.Number);
        Assert.Equal([1234, 1239, -5], row.Skip(1).Take(3).Select(cell => cell.GetDouble()));
    }

    [FactNeeds("python3")]
    public async Task The_contents_lead_to_every_other_sheet()
    {
        var read = await ReadAsync(SampleReport.Answered());
        var others = read.GetProperty("names").EnumerateArray().Skip(1).Select(name => $"'{name}'!A1");
        Assert.Equal(others, read.GetProperty("links").EnumerateArray().Select(link => link.GetString()));
    }

    [Fact]
    public async Task Long_titles_of_the_contents_have_all_their_lines_and_a_compared_edition_begins_with_a_capital()
    {
        var (answered, title) = (SampleReport.Answered(), "Participants of both countries by domain and by the kind of agreement: changes since edition 2025-final");
        var compared = new KpiSection("compared", title, null, [SampleReport.Headline().Figure with { Change = new KpiChange("edition 2025-final", 1239L, -5L, -5 / 1239.0) }]);
        using var workbook = await OpenAsync(answered with { Sections = [compared, .. answered.Sections.Where(section => section is not HeadlineSection and not KpiSection)] });
        var sheet = workbook.Worksheets.First();
        var link = sheet.CellsUsed().Single(cell => cell.GetString() == title);
        Assert.True(link.Style.Alignment.WrapText);
        Assert.InRange(sheet.Row(link.Address.RowNumber).Height, 30, 60);
        Assert.Contains(sheet.CellsUsed(), cell => cell.GetString() == "Edition 2025-final");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_printed_chart_is_whole(int length)
    {
        var categories = new Axis("domain", "Domain", [.. Enumerable.Range(1, length).Select(i => new AxisMember($"{i}", $"Domain {i}"))]);
        var chart = SampleReport.Bars() with { Categories = categories, Series = [new ChartSeries(null, "Engagements", [.. Enumerable.Range(1, length).Select(i => (object?)(long)i)])] };
        using var workbook = await OpenAsync(SampleReport.Whole() with { Sections = [chart] });
        var page = workbook.Worksheets.Skip(1).First().PageSetup;
        Assert.True(length < 40 ? page.PagesTall == 1 && page.RowBreaks.Count == 0 : page.RowBreaks.Count == 1, $"{page.PagesTall} tall, breaks at {string.Join(", ", page.RowBreaks)}");
    }

    [Theory]
    [InlineData(42, 1)]
    [InlineData(200, 0)]
    public async Task A_table_little_longer_than_a_page_is_printed_on_one(int rows, int pages)
    {
        var table = new TableSection("t", "Table", null, [new("domain", "Domain", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count)], [.. Enumerable.Range(1, rows).Select(i => (IReadOnlyList<object?>)[$"Domain {i}", (long)i])], null, Truncated: false);
        using var workbook = await OpenAsync(SampleReport.Whole() with { Sections = [table] });
        Assert.Equal(pages, workbook.Worksheets.Skip(1).First().PageSetup.PagesTall);
    }

    [Fact]
    public async Task The_first_chart_has_the_short_names_of_its_months_and_level_labels()
    {
        using var zip = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Answered())));
        var charts = zip.Entries.Where(entry => entry.FullName.Contains("/charts/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(Load).ToList();
        var trend = Assert.Single(charts, chart => chart.Descendants().Any(e => e.Name.LocalName == "f" && e.Value.StartsWith("'Summary'!", StringComparison.Ordinal)));
        var names = trend.Descendants().Single(e => e.Name.LocalName == "cat").Descendants().Where(e => e.Name.LocalName == "v").Select(e => e.Value).ToList();
        Assert.Equal(SampleReport.Headline().Trend!.Categories.Members.Select(member => member.Short), names);
        Assert.All(charts.Where(c => c.Descendants().All(e => (string?)e.Attribute("val") != "bar")), chart =>
            Assert.Equal("0", (string?)chart.Descendants().Single(e => e.Name.LocalName == "catAx").Descendants().Single(e => e.Name.LocalName == "bodyPr" && e.Attribute("rot") is not null).Attribute("rot")));
    }

    /// <summary>25 names do not fit below the first chart: every second stands there, so the bar of the engagements without a year would have none.</summary>
    [Theory]
    [InlineData(5, null)]
    [InlineData(25, "2")]
    public async Task Names_of_many_years_are_whole_below_the_first_chart(int years, string? step)
    {
        var members = Enumerable.Range(0, years).Select(i => new AxisMember($"{2001 + i}", $"{2001 + i}")).Append(new AxisMember(null, "not stated")).ToList();
        var trend = SampleReport.Headline().Trend! with
        {
            Categories = new Axis("year", "Year", members) { IsTime = true, NotStated = 1 },
            Series = [new ChartSeries(null, "Engagements", [.. members.Select((_, i) => (object?)(long)(i + 1))])],
        };
        var bytes = await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Sections = [SampleReport.Headline() with { Trend = trend }] });
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var chart = Load(Assert.Single(zip.Entries, entry => entry.FullName.Contains("/charts/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)));
        Assert.Equal(step, (string?)chart.Descendants().SingleOrDefault(e => e.Name.LocalName == "tickLblSkip")?.Attribute("val"));
        Assert.Equal(step is null, chart.Descendants().Any(e => e.Name.LocalName == "dLbls"));
        Assert.Equal(step is null, chart.Descendants().Single(e => e.Name.LocalName == "catAx").Descendants().Any(e => (string?)e.Attribute("rot") == "0"));
        var (names, figures) = (Points("cat"), Points("val"));
        Assert.Equal(step is null, names.Contains("not stated"));
        Assert.Equal((years + (step is null ? 1 : 0), names.Count), (figures.Count, figures.Count));

        using var workbook = new XLWorkbook(new MemoryStream(bytes));
        var last = Assert.Single(workbook.Worksheets.First().CellsUsed(), cell => cell.GetString() == "not stated");
        Assert.Equal(years + 1, last.CellRight().GetDouble());
        var area = chart.Descendants().Single(e => e.Name.LocalName == "val").Descendants().Single(e => e.Name.LocalName == "f").Value;
        Assert.EndsWith($"$B${last.Address.RowNumber - (step is null ? 0 : 1)}", area, StringComparison.Ordinal);

        List<string> Points(string name) => [.. chart.Descendants().Single(e => e.Name.LocalName == name).Descendants().Where(e => e.Name.LocalName == "v").Select(e => e.Value)];
    }

    [Fact]
    public async Task Rows_of_engagements_are_low_and_their_codes_whole()
    {
        var listed = SampleReport.Engagements().Engagements[0] with { Code = "2024-01-15-memorandum-of-understanding-on-water", Title = new string('W', 300), Summary = string.Join(' ', Enumerable.Repeat("word", 800)) };
        using var workbook = await OpenAsync(SampleReport.Whole() with { Sections = [SampleReport.Engagements() with { Engagements = [listed] }] });
        var sheet = workbook.Worksheet("Engagements");
        Assert.All(sheet.RowsUsed().Skip(2), row => Assert.True(row.Height <= 60, $"row {row.RowNumber()}: {row.Height}"));
        var code = sheet.CellsUsed().Single(cell => cell.GetString() == listed.Code);
        Assert.True(code.Style.Alignment.ShrinkToFit && !code.Style.Alignment.WrapText);
        Assert.InRange(code.WorksheetColumn().Width, listed.Code.Length, double.MaxValue);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public async Task White_text_stands_on_a_dark_cell_and_the_printed_footer_below_the_rows(string language)
    {
        using var workbook = await OpenAsync(SampleReport.Answered() with { Language = language, Title = string.Concat(Enumerable.Repeat("A long title ", 12)) });
        Assert.All(workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed().Where(cell => cell.Style.Font.FontColor == XLColor.White)), cell =>
            Assert.Equal(XLColor.FromHtml(Palette.Navy), cell.Style.Fill.BackgroundColor));
        Assert.All(workbook.Worksheets, sheet =>
        {
            // Room for three lines of eight points. The parts do not meet on a portrait page of 7.27 inches.
            Assert.True(sheet.PageSetup.Margins.Bottom - sheet.PageSetup.Margins.Footer >= 0.5);
            Assert.InRange(sheet.PageSetup.Footer.Left.GetText(XLHFOccurrence.OddPages).Count(letter => letter == '\n'), 0, 2);
            Assert.InRange(Inches(sheet.PageSetup.Footer.Left) + (Inches(sheet.PageSetup.Footer.Center) / 2), 1, 7.27 / 2);
            Assert.InRange(Inches(sheet.PageSetup.Footer.Right) + (Inches(sheet.PageSetup.Footer.Center) / 2), 1, 7.27 / 2);
        });
    }

    [Theory]
    [InlineData("en", "Agreements & what came of them in maritime security, all years, 2016 to 2025")]
    [InlineData("hi", "समझौते और उनका परिणाम: रक्षा नीति और सहयोग, सभी वर्ष, 2016 से 2025")]
    [InlineData("he", "הסכמים ומה עלה בגורלם: מדיניות ביטחון ושיתוף פעולה, כל השנים, 2016 עד 2025")]
    public async Task A_long_title_is_whole_in_the_printed_footer(string language, string title)
    {
        using var workbook = await OpenAsync(SampleReport.Answered() with { Language = language, Title = title });
        Assert.All(workbook.Worksheets, sheet =>
        {
            var lines = Codes().Replace(sheet.PageSetup.Footer.Left.GetText(XLHFOccurrence.OddPages), string.Empty).Split('\n').Select(line => line.Trim(' ', '\r', '\u202B', '\u202C'));
            Assert.Equal(title, string.Join(' ', lines).Replace("&&", "&", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Addresses_with_blanks_and_quotes_are_valid_links()
    {
        string[] addresses = ["https://example.org/a b", "https://example.org/\"quoted\"", "https://example.org/{x}|y", "http://example.org/भारत", "https://exa mple.org/", "not an address"];
        var listed = SampleReport.Engagements().Engagements[0];
        var document = SampleReport.Whole() with
        {
            Sections = [SampleReport.Engagements() with { Engagements = [listed with { Sources = [.. addresses.Select((address, i) => listed.Sources[0] with { Code = $"S{i}", Url = address })] }] }],
        };
        using var zip = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
        var targets = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/_rels/", StringComparison.Ordinal)).SelectMany(entry => Load(entry).Elements())
            .Where(link => (string?)link.Attribute("TargetMode") == "External").Select(link => (string)link.Attribute("Target")!).Distinct().ToList();
        Assert.Equal(["https://example.org/a%20b", "https://example.org/%22quoted%22", "https://example.org/%7Bx%7D%7Cy", "http://example.org/%E0%A4%AD%E0%A4%BE%E0%A4%B0%E0%A4%A4"], targets);
    }

    private static double Inches(IXLHFItem part) => Codes().Replace(part.GetText(XLHFOccurrence.OddPages), string.Empty).Split('\n').Max(TextWidth.Em) * 8 / 72;

    [GeneratedRegex("&\"[^\"]*\"|&[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Codes();

    private static XElement Load(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return XElement.Load(content);
    }

    private static async Task<JsonElement> ReadAsync(ReportDocument document)
    {
        var folder = Directory.CreateTempSubdirectory("reporting-summary-").FullName;
        var path = Path.Combine(folder, "report.xlsx");
        await File.WriteAllBytesAsync(path, await TestRenderer.BytesAsync("xlsx", document));
        await File.WriteAllTextAsync(Path.Combine(folder, "read.py"), Program);
        var read = JsonDocument.Parse(TestRenderer.Run("/usr/bin/python3", Path.Combine(folder, "read.py"), path)).RootElement;
        Directory.Delete(folder, recursive: true);
        return read;
    }

    private static async Task<XLWorkbook> OpenAsync(ReportDocument document) => new(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
}
