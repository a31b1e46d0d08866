using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.Mail;
using Reporting.Api.Tests.ReportPages;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Access;

/// <summary>Imported texts that look like scripts, formulas, templates and addresses of files stay texts in each page, file and mail.</summary>
public abstract partial class HostileTextsTests(ImportingApp app, TestBrowser browser) : IAsyncLifetime
{
    public sealed class OnSqlite(ImportingApp app, TestBrowser browser) : HostileTextsTests(app, browser), IClassFixture<ImportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server, TestBrowser browser) : HostileTextsTests(server.App, browser), IClassFixture<ServerApp<ImportingApp>>, IClassFixture<TestBrowser>;

    private const string Text = "=HYPERLINK('file:///etc/passwd') </td></script></style><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1><a href=javascript:window.ran=1>{{7*7}}</a><!-- ${7*7} @(7*7)";
    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";
    private const string Years = "from=2041&to=2042&detail=full";

    // What a text would have become, if it were read as markup.
    private const string Traces = """
        () => [...document.querySelectorAll("*")].flatMap(e => [
          ...(e.localName === "script" && (!e.src || new URL(e.src).origin !== location.origin) ? ["a script"] : []),
          ...[...e.attributes].filter(a => a.name.startsWith("on")).map(a => a.name),
          ...["href", "src", "action", "xlink:href"].map(name => e.getAttribute(name)).filter(value => value && /^\s*(javascript|file|vbscript):/i.test(value))])
          .concat("ran" in window ? ["It ran."] : [])
        """;

    private static readonly string[] Pages =
    [
        "/", "/engagements?year=2041..", "/engagements/hostile-1", "/members/participant/h-person", "/members/domain", "/members?name=HYPERLINK", "/changes?since=1",
        "/explore?measures=engagements&rows=domain&columns=participant&visual=matrix&year=2041..", "/explore?measures=engagements&rows=domain&visual=bar&year=2041..&figures=true", "/explore?measures=engagements&visual=timeline&year=2041..",
        $"/reports/cooperation-by-year-and-domain?{Years}", "/reports/participant-profile?participant=h-person", $"{Report}/html?{Years}",
    ];

    public async Task InitializeAsync()
    {
        if (TestServer.Lacks(app.Engine) || (await app.HistoryAsync()).Count > 1)
        {
            return;
        }

        var text = '"' + Text + '"';
        var (status, answer) = await app.SendAsync(
            "Code,Title,Summary,Start,City,PlaceCountry,Type,TypeName,Category,CategoryName,Domain,DomainName,DomainGroup,DomainGroupName,Participant,ParticipantName,ParticipantKind,Organisation,OrganisationName,OrganisationKind,Country,Capacity,Source,SourcePublisher,SourceTitle,SourceUrl\n"
            + $"hostile-1,{text},{text},2041-05-06,{text},IN,h-type,{text},h-category,{text},h-domain,{text},h-group,{text},h-person,{text},person,h-body,{text},company,IN,{text},h-source,{text},{text},https://example.org/?%22%3E%3Cscript%3E\n"
            + $"hostile-2,{text},,2042,,,h-type,,,,h-domain,,,,h-person,,,,,,IL,,h-source,,,\n");
        Assert.True(status == HttpStatusCode.Created, $"{status} {answer}");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [TheoryNeeds("chromium")]
    [InlineData("en")]
    public async Task Every_page_shows_them_and_runs_nothing(string language)
    {
        var page = await browser.OpenAsync(app);
        foreach (var address in Pages)
        {
            await page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}", new() { WaitUntil = WaitUntilState.Load });
            Assert.Equal([], (await page.EvaluateAsync<string[]>(Traces)).Select(trace => $"{address}: {trace}"));
            Assert.Contains("HYPERLINK", await page.ContentAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(browser.Complaints);

        // The check finds them in a page that reads them as markup.
        await page.SetContentAsync($"<p>{Text}</p>");
        Assert.True((await page.EvaluateAsync<string[]>(Traces)).Length >= 4);
    }

    [TheoryNeeds("chromium")]
    [InlineData("en")]
    [InlineData("he")]
    public async Task A_mail_shows_them_and_runs_nothing(string language)
    {
        using var client = app.PlainClient();
        var id = (await client.SubscribeAsync(new { language, parameters = new { from = "2041", to = "2042" } })).Id();
        var mail = JsonDocument.Parse(await client.GetStringAsync($"{SubscriptionRequests.Route}/{id}/preview")).RootElement;
        var page = await browser.OpenAsync(app);
        await page.SetContentAsync(mail.GetProperty("html").GetString()!);

        Assert.Empty(await page.EvaluateAsync<string[]>(Traces));
        Assert.Contains("HYPERLINK", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.GetProperty("subject").GetString()!);
    }

    [TheoryNeeds("chromium", "pdfinfo")]
    [InlineData(Report + "/pdf?" + Years)]
    public async Task A_PDF_has_no_script_and_links_to_web_addresses_only(string address)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, await app.BytesAsync(address));
        Assert.DoesNotContain("ran=1", ExternalPrograms.Run("pdfinfo", "-js", path), StringComparison.Ordinal);
        var links = ExternalPrograms.Run("pdfinfo", "-url", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')[^1]).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.StartsWith("https://example.org/", link, StringComparison.Ordinal));
        File.Delete(path);
    }

    [EngineTheory]
    [InlineData(Report + "/xlsx?" + Years)]
    [InlineData("/engagements.xlsx?year=2041..")]
    [InlineData("/api/v1/imports/template.xlsx?year=2041..")]
    public async Task A_workbook_has_no_formula_and_links_to_web_addresses_only(string address)
    {
        using var package = new ZipArchive(new MemoryStream(await app.BytesAsync(address)));
        var parts = package.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal) || e.FullName.EndsWith(".rels", StringComparison.Ordinal)).ToDictionary(e => e.FullName, Content);
        Assert.Contains(parts.Values, part => part.Contains("HYPERLINK", StringComparison.Ordinal));
        Assert.All(parts.Where(p => p.Key.StartsWith("xl/worksheets/", StringComparison.Ordinal)), p => Assert.DoesNotMatch(@"<(\w+:)?f>[^<]*HYPERLINK", p.Value));
        Assert.All(parts.Values.SelectMany(part => External().Matches(part)), link => Assert.StartsWith("https://example.org/", link.Groups["target"].Value, StringComparison.Ordinal));
        Assert.DoesNotContain(package.Entries, e => e.FullName.Contains("externalLink", StringComparison.Ordinal) || e.FullName.Contains("vbaProject", StringComparison.Ordinal));
    }

    [EngineTheory]
    [InlineData(Report + "/csv?section=engagements&" + Years)]
    [InlineData(Report + "/csv?section=data&" + Years)]
    [InlineData("/engagements.csv?year=2041..")]
    public async Task A_cell_of_a_CSV_never_begins_as_a_formula(string address)
    {
        var text = System.Text.Encoding.UTF8.GetString(await app.BytesAsync(address));
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|[\",\n])=HYPERLINK", text);
    }

    [GeneratedRegex("Target=\"(?<target>[^\"]*)\"[^>]*TargetMode=\"External\"|TargetMode=\"External\"[^>]*Target=\"(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex External();

    private static string Content(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
