using System.IO.Compression;
using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Exports;

/// <summary>Streams files with many rows from the database to the client. REPORTING_DEEP=1 fills a complete sheet in twenty downloads at once.</summary>
public sealed class LargeDownloadsTests(LargeServer large) : IClassFixture<LargeServer>
{
    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    // The validator and the formatted sheet of engagements take most of the time, so the usual run has a few years only.
    private static readonly string Workbook = $"{Report}/xlsx" + (TestRun.IsDeep ? string.Empty : "?from=2022&to=2023");

    private readonly ServerProcess _server = large.Server;

    [Fact]
    public async Task Every_format_has_as_many_rows_as_the_database_counts()
    {
        var figures = await JsonAsync("/api/v1/aggregates?measures=engagements,allocated_engagements&year=2020..2022");
        var json = await JsonAsync($"{Report}/json?section=data&from=2020&to=2022");
        var rows = json.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(json.GetProperty("meta").GetProperty("rows").GetInt64(), rows.Count);
        Assert.Equal(figures.GetProperty("data")[0].GetProperty("engagements").GetInt64(), rows.Select(r => r.GetProperty("engagement").GetString()).Distinct().Count());
        Assert.Equal(figures.GetProperty("data")[0].GetProperty("allocated_engagements").GetDouble(), rows.Sum(r => r.GetProperty("weight").GetDouble()), 6);

        var csv = (await _server.Client.GetStringAsync($"{Report}/csv?section=data&from=2020&to=2022")).TrimEnd().Split("\r\n");
        Assert.Equal(rows.Count + 1, csv.Length);
        var sheets = Sheets(await _server.Client.GetByteArrayAsync($"{Report}/xlsx?section=data&from=2020&to=2022"));
        Assert.Equal(rows.Count, sheets.Values.Max() - 1);
    }

    [Fact]
    public async Task A_large_report_has_its_sheets_and_all_its_rows_and_is_the_same_each_time()
    {
        using var answer = await _server.Client.GetAsync(Workbook);
        var workbook = await answer.Content.ReadAsByteArrayAsync();
        Assert.NotNull(answer.Headers.ETag);
        using (var opened = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false))
        {
            Assert.True(opened.WorkbookPart!.WorksheetParts.Count() > 4);
            if (!TestRun.IsDeep)
            {
                Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(opened).Select(e => e.Description));
            }
        }

        Assert.Equal(workbook, await _server.Client.GetByteArrayAsync(Workbook));
        using var still = new HttpRequestMessage(HttpMethod.Get, Workbook);
        still.Headers.IfNoneMatch.Add(answer.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await _server.Client.SendAsync(still)).StatusCode);
        using var head = await _server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{Report}/csv?section=data"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task When_some_of_many_downloads_are_abandoned_the_others_are_correct()
    {
        // A process of its own: the peak of another test's formatted workbook does not count.
        await using var own = TestRun.IsDeep ? await ServerProcess.StartAsync(DemoDatabase.Settings(large.Folder)) : null;
        var server = own ?? _server;
        var (all, abandoned) = TestRun.IsDeep ? (20, 5) : (6, 2);
        var right = Hash(await server.Client.GetByteArrayAsync($"{Report}/xlsx?section=data"));
        var downloads = Enumerable.Range(0, all).Select(i => i < abandoned ? AbandonAsync(server) : WholeAsync(server)).ToList();
        var hashes = await Task.WhenAll(downloads);
        Assert.All(hashes[abandoned..], hash => Assert.Equal(right, hash));

        // All slots are free again, so further downloads work; and no temporary files remain.
        Assert.Equal(right, await WholeAsync(server));
        Assert.DoesNotContain(Directory.GetFiles(large.Folder), f => !Path.GetFileName(f).StartsWith("reporting.", StringComparison.Ordinal));
        if (TestRun.IsDeep)
        {
            Assert.InRange(server.PeakBytes, 0, 450L * 1024 * 1024);
        }
    }

    [Fact]
    public async Task A_report_with_many_rows_lists_few_engagements_and_needs_little_memory()
    {
        await using var own = TestRun.IsDeep ? await ServerProcess.StartAsync(DemoDatabase.Settings(large.Folder)) : null;
        var server = own ?? _server;
        var workbook = await server.Client.GetByteArrayAsync($"{Report}/xlsx");
        Assert.InRange(Sheets(workbook).Values.Max(), 20_001, int.MaxValue);
        using (var opened = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false))
        {
            Assert.Contains("Showing the newest 100 of ", opened.WorkbookPart!.SharedStringTablePart!.SharedStringTable.InnerText, StringComparison.Ordinal);
        }

        if (TestRun.IsDeep)
        {
            // Once more, in another language, whose queries are new, and in the first one again.
            foreach (var again in (string[])["", "?lang=he", "?lang=en"])
            {
                await server.Client.GetByteArrayAsync($"{Report}/xlsx{again}");
            }

            Assert.InRange(server.PeakBytes, 0, 300L * 1024 * 1024);
        }
    }

    private async Task<string> WholeAsync(ServerProcess server) => Hash(await server.Client.GetByteArrayAsync($"{Report}/xlsx?section=data"));

    private async Task<string> AbandonAsync(ServerProcess server)
    {
        using var answer = await server.Client.GetAsync($"{Report}/xlsx?section=data", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[200_000]);
        return "abandoned";
    }

    private static string Hash(byte[] content) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content));

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await _server.Client.GetStringAsync(path)).RootElement;

    /// <summary>Rows of each sheet, counted in its XML.</summary>
    private static Dictionary<string, int> Sheets(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal) && e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToDictionary(e => e.FullName, e =>
        {
            using var reader = System.Xml.XmlReader.Create(e.Open());
            var rows = 0;
            while (reader.ReadToFollowing("row"))
            {
                rows++;
            }

            return rows;
        });
    }
}
