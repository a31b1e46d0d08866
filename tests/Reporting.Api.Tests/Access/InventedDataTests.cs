using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mail;

namespace Reporting.Api.Tests.Access;

/// <summary>Every file, page and mail over demo data says that the data are invented. Reference data are not marked.</summary>
public abstract class InventedDataTests(InventedApps apps)
{
    public sealed class OnSqlite(InventedApps apps) : InventedDataTests(apps), IClassFixture<InventedApps>;

    [OnServer]
    public sealed class OnSqlServer(InventedApps.OnServer apps) : InventedDataTests(apps), IClassFixture<InventedApps.OnServer>;

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";
    private const string Header = "X-Invented-Data";

    private static readonly (string Language, string Mark)[] Marks = [("en", "Invented data"), ("hi", "काल्पनिक आँकड़े"), ("he", "נתונים בדויים")];

    private static readonly string[] Pages = ["/", "/engagements", "/reports/cooperation-by-year-and-domain", "/connect", "/sign-in", "/engagements/none"];

    [EngineFact]
    public async Task Every_file_says_it_in_the_language_of_the_report()
    {
        using var client = apps.Demo.CreateClient();
        foreach (var (language, mark) in Marks)
        {
            Assert.Contains($"<p class=\"marking\"><bdi>{mark}</bdi></p>", await FileAsync(client, $"{Report}/html?lang={language}"), StringComparison.Ordinal);
            Assert.Contains($"<p class=\"marking\"><bdi>{mark}</bdi></p>", await TextAsync(client, $"/reports/cooperation-by-year-and-domain?lang={language}"), StringComparison.Ordinal);
            AssertInEveryRow(await FileAsync(client, $"{Report}/csv?lang={language}"), mark);
            AssertInEveryRow(await FileAsync(client, $"{Report}/csv?section=data&lang={language}"), mark);
            using var workbook = new ZipArchive(new MemoryStream(Encoding.Latin1.GetBytes(await FileAsync(client, $"{Report}/xlsx?lang={language}", Encoding.Latin1))));
            var sheets = workbook.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Select(Text).ToList();
            Assert.All(sheets, sheet => Assert.Contains(mark, sheet, StringComparison.Ordinal));
            Assert.Contains($">{mark}<", Text(workbook.GetEntry("xl/sharedStrings.xml")!), StringComparison.Ordinal);
        }

        Assert.Contains("\"invented\": true", await FileAsync(client, Report + "/json"), StringComparison.Ordinal);
        Assert.Contains("\"invented\":true", await FileAsync(client, Report + "/json?section=data"), StringComparison.Ordinal);
    }

    [TheoryNeeds("chromium", "pdftotext")]
    [InlineData("en")]
    [InlineData("he")]
    public async Task Every_page_of_a_PDF_says_it_twice(string language)
    {
        var path = Path.GetTempFileName();
        using var client = apps.Demo.CreateClient();
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes(await FileAsync(client, $"{Report}/pdf?from=2024&lang={language}", Encoding.Latin1)));
        var mark = Marks.Single(m => m.Language == language).Mark;

        var pages = ExternalPrograms.Run("pdftotext", path, "-").Split('\f', StringSplitOptions.RemoveEmptyEntries);

        // The first page also has it beside the title.
        Assert.All(pages, page => Assert.InRange(page.Split(mark).Length - 1, 2, 3));
        File.Delete(path);
    }

    [EngineFact]
    public async Task Answers_as_JSON_and_the_feed_say_it()
    {
        using var client = apps.Demo.CreateClient();
        foreach (var (path, isSaid) in new (string, Func<JsonNode, bool>)[]
        {
            ("/api/v1/aggregates?by=year", json => (bool?)json["meta"]!["invented"] == true),
            ("/api/v1/engagements?limit=1", json => (bool?)json["meta"]!["invented"] == true),
            ("/api/v1/engagements?limit=5000", json => (bool?)json["meta"]!["invented"] == true),
            ("/api/v1/engagements/demo-00000001", _ => true),
            ("/odata/Engagements?$top=1", _ => true),
            ("/odata/Engagements/$count", _ => true),
        })
        {
            var json = JsonNode.Parse(await TextAsync(client, path))!;
            Assert.True(isSaid(json), path);
            if (!path.EndsWith("5000", StringComparison.Ordinal))
            {
                await FileAsync(client, path);
            }
        }

        await FileAsync(client, "/api/v1/imports/template.xlsx", Encoding.Latin1);
        await FileAsync(client, "/api/v1/imports/template.xlsx?year=2024", Encoding.Latin1);
    }

    [EngineFact]
    public async Task The_file_of_a_background_export_says_it()
    {
        using var client = apps.Demo.CreateClient();
        var job = await client.AddAsync("csv");
        Assert.Equal("done", ExportRequests.State(await client.EndAsync(job)));

        AssertInEveryRow(await FileAsync(client, job + "/file"), "Invented data");
    }

    [EngineFact]
    public async Task Every_page_says_it()
    {
        using var client = apps.Demo.CreateClient();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var page in Pages)
        {
            Assert.Contains(">Invented data</p>", await TextAsync(client, page), StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task A_mail_says_it_in_both_of_its_forms_and_first_in_its_subject()
    {
        using var client = apps.Demo.CreateClient();
        foreach (var (language, mark) in Marks)
        {
            var id = (await client.SubscribeAsync(new { language })).Id();
            var preview = JsonNode.Parse(await client.GetStringAsync($"{SubscriptionRequests.Route}/{id}/preview"))!;
            Assert.Contains(mark, (string)preview["html"]!, StringComparison.Ordinal);
            Assert.Contains(mark, (string)preview["text"]!, StringComparison.Ordinal);
            Assert.StartsWith($"[{mark}] ", (string)preview["subject"]!, StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task Reference_data_are_not_marked()
    {
        using var client = apps.Reference.CreateClient();
        client.DefaultRequestHeaders.Add("Accept", "*/*");
        foreach (var path in Pages.Concat(
            Marks.SelectMany(m => new[] { "html", "csv", "json" }.Select(format => $"{Report}/{format}?lang={m.Language}"))
                .Concat([Report + "/csv?section=data", Report + "/json?section=data", "/api/v1/aggregates?by=year", "/api/v1/engagements?limit=1", "/odata/Engagements?$top=1", "/api/v1/imports/template.xlsx"])))
        {
            using var answer = await client.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.False(answer.Headers.Contains(Header), path);
            Assert.DoesNotContain("nvented", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Marks, m => text.Contains(m.Mark, StringComparison.Ordinal));
        }
    }

    private static void AssertInEveryRow(string csv, string mark)
    {
        var rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",file_invented,file_handling", rows[0], StringComparison.Ordinal);
        Assert.True(rows.Length > 1);
        Assert.All(rows.Skip(1).Where(row => row.EndsWith("public", StringComparison.Ordinal) || row.EndsWith("official", StringComparison.Ordinal) || row.EndsWith("restricted", StringComparison.Ordinal)),
            row => Assert.Contains("," + mark + ",", row, StringComparison.Ordinal));
    }

    // Also checks the header of files and answers.
    private static async Task<string> FileAsync(HttpClient client, string path, Encoding? encoding = null)
    {
        using var answer = await client.GetAsync(path);
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        Assert.True(answer.Headers.TryGetValues(Header, out var said) && said.Single() == "true", path);
        return (encoding ?? Encoding.UTF8).GetString(content);
    }

    private static async Task<string> TextAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
