using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mcp;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Editions;

/// <summary>Every way out of the data can read an edition, and its links stay in it.</summary>
public sealed partial class EditionExitsTests(EditionExitsTests.PublishedApp published) : IClassFixture<EditionExitsTests.PublishedApp>
{
    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind\n";
    private readonly EditionApp _app = published.App;

    /// <summary>The program with an edition, after which today's data changed.</summary>
    public sealed class PublishedApp : IAsyncLifetime
    {
        internal EditionApp App { get; } = new();

        public async Task InitializeAsync()
        {
            await App.ImportAsync(Header + "x-1,First,2031,visit,alpha,p,person\n");
            await App.PublishAsync("2031-final");
            await App.ImportAsync(Header + "x-1,Changed,2031,visit,beta,p,person\nx-2,Second,2031,visit,beta,p,person\n");
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/aggregates?by=domain&year=2031&edition=2031-final")]
    [InlineData("/editions/2031-final/api/v1/aggregates?by=domain&year=2031")]
    [InlineData("/api/v1/engagements?year=2031&edition=2031-final")]
    [InlineData("/api/v1/engagements/x-1?edition=2031-final")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/csv?from=2031&edition=2031-final")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/html?from=2031&edition=2031-final")]
    [InlineData("/reports/cooperation-by-year-and-domain?from=2031&edition=2031-final")]
    [InlineData("/editions/2031-final/explore?measures=engagements&rows=domain&year=2031")]
    [InlineData("/explore/files/json?measures=engagements&rows=domain&year=2031&visual=table&edition=2031-final")]
    [InlineData("/editions/2031-final/engagements.csv?year=2031")]
    [InlineData("/editions/2031-final/engagements/x-1")]
    [InlineData("/editions/2031-final/members/domain/alpha")]
    [InlineData("/odata/editions/2031-final/Domains?$filter=Code eq 'alpha'")]
    [InlineData("/odata/Domains?$filter=Code eq 'alpha' or Code eq 'beta'&edition=2031-final")]
    public async Task Each_address_shows_the_edition_and_not_today(string address)
    {
        var text = await _app.TextAsync(address);
        Assert.Matches("(?i)alpha", text);
        Assert.DoesNotMatch("(?i)\\bbeta\\b|Changed|x-2", text);
    }

    [Theory]
    [InlineData("engagements.csv")]
    [InlineData("commitments.csv")]
    public async Task A_file_of_a_list_names_the_edition(string file)
    {
        var edition = await _app.TextAsync($"/editions/2031-final/{file}");
        Assert.Contains("file_edition", edition.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("file_edition", await _app.TextAsync($"/{file}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_of_queries_exports_and_tools_name_an_edition()
    {
        var (_, answer) = await _app.SendAsync(HttpMethod.Post, "/api/v1/query", new { by = new[] { "domain" }, filters = new { year = new[] { "2031" } }, edition = "2031-final" });
        Assert.Contains("alpha", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal("2031-final", answer.GetProperty("meta").GetProperty("edition").GetString());

        using var client = _app.CreateClient();
        var (status, job) = await _app.SendAsync(HttpMethod.Post, ExportRequests.Route, new { report = "cooperation-by-year-and-domain", format = "csv", parameters = new { from = 2031 }, edition = "2031-final" });
        Assert.Equal(HttpStatusCode.Accepted, status);
        var place = $"{ExportRequests.Route}/{job.GetProperty("id").GetString()}";
        Assert.Equal("done", ExportRequests.State(await client.EndAsync(place)));
        var file = await client.GetStringAsync(place + "/file");
        Assert.Contains("Alpha", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Beta", file, StringComparison.OrdinalIgnoreCase);

        using var call = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(McpCalls.Tool("query", new { by = new[] { "domain" }, filters = new { year = new[] { "2031" } }, edition = "2031-final" }), null, "application/json") };
        call.Headers.Accept.ParseAdd("application/json");
        call.Headers.Accept.ParseAdd("text/event-stream");
        var tool = await (await client.SendAsync(call)).Content.ReadAsStringAsync();
        Assert.Contains("alpha", tool, StringComparison.Ordinal);
        Assert.DoesNotContain("beta", tool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_of_pages_and_of_the_feed_stay_in_the_edition()
    {
        var page = await _app.TextAsync("/reports/cooperation-by-year-and-domain?edition=2031-final");
        Assert.Contains("\"/editions/2031-final/reports/cooperation-by-year-and-domain/files/xlsx", page, StringComparison.Ordinal);
        // One link leads back to today's data.
        Assert.Single(Regex.Matches(page, "(href|action|src)=\"/(reports|explore|engagements|members)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
        Assert.Contains("Show today&#x27;s data", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _app.AskAsync("/editions/2031-final/pages/page.css")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _app.AskAsync("/editions/2031-final/")).Status);

        using var service = JsonDocument.Parse(await _app.TextAsync("/odata/editions/2031-final/"));
        Assert.Contains("/odata/editions/2031-final/$metadata", service.RootElement.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        using var rows = JsonDocument.Parse(await _app.TextAsync("/odata/editions/2031-final/Engagements", "admin", ("Prefer", "odata.maxpagesize=2")));
        var next = new Uri(rows.RootElement.GetProperty("@odata.nextLink").GetString()!).PathAndQuery;
        Assert.StartsWith("/odata/editions/2031-final/Engagements?", next, StringComparison.Ordinal);
        await _app.TextAsync(next);
    }

    [Fact]
    public async Task The_first_page_lists_editions() => Assert.Contains("href=\"/editions/2031-final/explore\"", await _app.TextAsync("/"), StringComparison.Ordinal);

    /// <summary>REPORTING_DEEP also waits for the file, whose reports are printed.</summary>
    [Fact]
    public async Task The_button_makes_a_release_in_the_background()
    {
        using var client = _app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add(EditionApp.Header, "admin");
        var token = Regex.Match(await client.GetStringAsync("/admin/editions"), "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using var posted = await client.PostAsync("/admin/editions/2031-final/release", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        var page = posted.Headers.Location!.ToString();
        Assert.Contains("Release of the edition 2031-final</bdi>, ZIP", await client.GetStringAsync(page), StringComparison.Ordinal);
        if (!TestRun.IsDeep)
        {
            using var _ = await client.DeleteAsync("/api/v1" + page);
            return;
        }

        Assert.Equal("done", ExportRequests.State(await client.EndAsync("/api/v1" + page)));
        using var zip = new System.IO.Compression.ZipArchive(await client.GetStreamAsync($"/api/v1{page}/file"));
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Superset(new HashSet<string> { "datapackage.json", "CHANGES.md", "SHA256SUMS", "data/engagements.parquet", "reports/data-quality.pdf" }, names.ToHashSet());
    }

    [Theory]
    [InlineData("/api/v1/aggregates?edition=nowhere", 404, "unknown-edition")]
    [InlineData("/api/v1/aggregates?edition=2031-final&edition=2031-final", 400, "named-twice")]
    [InlineData("/api/v1/imports?edition=2031-final", 400, "edition-not-here")]
    [InlineData("/odata/editions/nowhere/Engagements", 404, "unknown-edition")]
    public async Task Addresses_that_name_no_edition_or_have_none_are_refused(string address, int status, string code)
    {
        var (answered, text) = await _app.AskAsync(address);
        Assert.Equal((status, true), ((int)answered, text.Contains($"\"{code}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Addresses_that_change_data_refuse_an_edition()
    {
        foreach (var address in new[] { "/api/v1/imports?edition=2031-final", "/editions/2031-final/api/v1/model/reload" })
        {
            var (status, body) = await _app.SendAsync(HttpMethod.Post, address);
            Assert.Equal((HttpStatusCode.Conflict, "edition-read-only"), (status, body.GetProperty("code").GetString()));
        }
    }
}
