using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Demo;

namespace Reporting.Api.Tests.Reports;

/// <summary>Every shipped report in every format, over the reference data and over generated engagements, has equal figures and valid files.</summary>
public abstract class ShippedReportsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : ShippedReportsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : ShippedReportsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private static readonly string[] Languages = ["en", "hi", "he"];

    private static readonly string[] Queries =
    [
        "cooperation-by-year-and-domain", "yearly-review?year=2025", "domain-profile?domain=cyber-security,artificial-intelligence&years=2016..2025",
        "participant-profile", "country-pair?country=IN&partner=IL&years=2016..2025", "country-pairs", "data-quality",
        "follow-up", "no-contact-since",
    ];

    [TheoryNeeds("chromium", "pdftotext", "python3", "soffice", "qpdf")]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("hi", false)]
    [InlineData("he", false)]
    public Task Every_shipped_report_has_equal_figures_in_every_format(string language, bool generated) => CheckAllAsync(language, generated);

    /// <summary>Also as PDF over ten thousand engagements.</summary>
    [TheoryNeeds("chromium", "pdftotext", "python3", "soffice", "qpdf", Deep = true)]
    [InlineData("hi")]
    [InlineData("he")]
    public Task Every_shipped_report_has_equal_figures_over_ten_thousand_engagements(string language) => CheckAllAsync(language, generated: true);

    /// <summary>Another process renders them anew. Each run takes one language for each report; deep runs take all, and print them.</summary>
    [EngineFact]
    public async Task Equal_reports_are_equal_files_of_two_processes()
    {
        await using var other = new ReportingApp { Engine = app.Engine, ConnectionString = app.Database };
        foreach (var (i, query) in Queries.Index())
        {
            foreach (var language in TestRun.IsDeep ? Languages : [Languages[i % Languages.Length]])
            {
                foreach (var format in TestRun.IsDeep ? new[] { "xlsx", "html", "csv?section=headline", "pdf" } : ["xlsx", "html"])
                {
                    var address = $"/api/v1/reports/{query.Split('?')[0]}/{format}{(format.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}&{query.Split('?').ElementAtOrDefault(1)}".TrimEnd('&');
                    var (first, second) = (await app.BytesAsync(address), await other.BytesAsync(address));
                    Assert.True(first.SequenceEqual(second), address);
                }
            }
        }
    }

    /// <summary>The usual PDF has at most four pages, however many engagements there are, and no list of them.</summary>
    [TheoryNeeds("chromium", "pdfinfo")]
    [InlineData("en")]
    public Task Every_brief_report_has_at_most_four_pages(string language) => CheckBriefAsync(language, TestRun.IsDeep ? Queries : [Queries[1]]);

    [TheoryNeeds("chromium", "pdfinfo", Deep = true)]
    [InlineData("hi")]
    [InlineData("he")]
    public Task Every_brief_report_has_at_most_four_pages_in_other_languages(string language) => CheckBriefAsync(language, Queries);

    private async Task CheckBriefAsync(string language, IReadOnlyList<string> questions)
    {
        await using var warehouse = await TestWarehouse.DemoAsync(new DemoRequest(TestRun.IsDeep ? 10_000 : 300, 7), app.Engine);
        await using var demo = new ReportingApp { Warehouse = warehouse };
        foreach (var question in questions)
        {
            var asked = (question.Contains('?', StringComparison.Ordinal) ? question.Replace("?", "/FORMAT?", StringComparison.Ordinal) + "&" : question + "/FORMAT?") + "lang=" + language;
            var path = Path.GetTempFileName();
            await File.WriteAllBytesAsync(path, await demo.BytesAsync("/api/v1/reports/" + asked.Replace("FORMAT", "pdf", StringComparison.Ordinal)));
            var pages = int.Parse(ExternalPrograms.Run("pdfinfo", path).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture);
            Assert.True(pages <= 4, $"{asked}: {pages} pages");
            var brief = await demo.JsonAsync("/api/v1/reports/" + asked.Replace("FORMAT", "json", StringComparison.Ordinal) + "&detail=brief");
            Assert.DoesNotContain(brief.GetProperty("sections").EnumerateArray(), s => s.GetProperty("kind").GetString() == "engagements");
            Assert.Equal("headline", brief.GetProperty("sections")[0].GetProperty("kind").GetString());
            File.Delete(path);
        }
    }

    private async Task CheckAllAsync(string language, bool generated)
    {
        Assert.Equal(Queries.Select(q => q.Split('?')[0]).Order(), (await app.JsonAsync("/api/v1/reports")).EnumerateArray().Select(r => r.GetProperty("id").GetString()!).Order());
        var folder = Directory.CreateTempSubdirectory("reporting-shipped-").FullName;
        await using var warehouse = generated ? await TestWarehouse.DemoAsync(new DemoRequest(TestRun.IsDeep ? 10_000 : 300, 7), app.Engine) : null;
        await using var demo = warehouse is null ? null : new ReportingApp { Warehouse = warehouse };
        // The usual run asks every report in English. Over generated data it asks every third one, in each other language two.
        foreach (var (i, question) in Queries.Index().Where(q => TestRun.IsDeep || (language == "en" && !generated) || (generated ? q.Index % 3 == 2 : q.Index % 5 == (language == "he" ? 0 : 1))))
        {
            var asked = question + (question.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "lang=" + language;

            // Printing is slow: every third report is printed in English, and one in each other language.
            var paper = TestRun.IsDeep || (!generated && (language == "en" ? i % 3 == 0 : question == Queries[language == "he" ? 0 : 1]));
            await ReportFiles.CheckAsync(demo ?? app, asked, Directory.CreateDirectory(Path.Combine(folder, question.Split('?')[0])).FullName, paper);
        }

        if (TestRun.IsDeep || (!generated && language == "en"))
        {
            OpenInLibreOffice(folder);
        }

        TestFolder.Delete(folder);
    }

    /// <summary>Opens each workbook with another program and saves it. Content that the program does not understand would be lost.</summary>
    private static void OpenInLibreOffice(string folder)
    {
        var books = Directory.GetFiles(folder, "report.xlsx", SearchOption.AllDirectories).ToDictionary(path => Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(path)!) + ".xlsx"));
        foreach (var (copy, path) in books)
        {
            File.Copy(path, copy);
        }

        ExternalPrograms.Run("soffice", [$"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "ods", "--outdir", folder, .. books.Keys]);
        foreach (var book in books.Keys)
        {
            using var opened = ZipFile.OpenRead(Path.ChangeExtension(book, ".ods"));
            using var reader = new StreamReader(opened.GetEntry("content.xml")!.Open());
            var content = reader.ReadToEnd();
            using var workbook = SpreadsheetDocument.Open(book, false);
            var sheets = workbook.WorkbookPart!.WorksheetParts.ToList();
            Assert.Equal(sheets.Sum(s => s.DrawingsPart?.ChartParts.Count() ?? 0), Count(content, "<draw:object "));
            Assert.Equal(sheets.Sum(s => s.PivotTableParts.Count()), Count(content, "<table:data-pilot-table "));
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
