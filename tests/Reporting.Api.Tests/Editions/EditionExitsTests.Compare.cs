using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Mcp;

namespace Reporting.Api.Tests.Editions;

// In the edition x-1 is of alpha. Today it is of beta, and x-2 is new.
public sealed partial class EditionExitsTests
{
    [Theory]
    [InlineData("/api/v1/aggregates?by=domain&year=2031&totals=true&compare=2031-final")]
    [InlineData("/api/v1/aggregates/by-domain?measures=engagements&year=2031&totals=true&compare=2031-final")]
    public async Task A_comparison_has_both_figures_of_each_cell_and_the_parts_of_their_difference(string address) => AssertCompared(await _app.JsonOfAsync(address));

    [Fact]
    public async Task Bodies_and_tools_compare_with_an_edition()
    {
        var (_, answer) = await _app.SendAsync(HttpMethod.Post, "/api/v1/query", new { by = new[] { "domain" }, filters = new { year = new[] { "2031" } }, totals = "grand", compare = "2031-final" });
        AssertCompared(answer);
        using var client = _app.CreateClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(McpCalls.Tool("query", new { by = new[] { "domain" }, filters = new { year = new[] { "2031" } }, compare = "2031-final" }), null, "application/json") };
        call.Headers.Accept.ParseAdd("application/json");
        call.Headers.Accept.ParseAdd("text/event-stream");
        Assert.Contains("engagements.difference", await (await client.SendAsync(call)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The edition itself can be compared, and then nothing differs.</summary>
    [Fact]
    public async Task An_edition_compared_with_itself_has_no_differences()
    {
        var answer = await _app.JsonOfAsync("/api/v1/aggregates?by=domain&measures=engagements,people,last_date,amount_usd&edition=2031-final&compare=2031-final");
        Assert.All(answer.GetProperty("data").EnumerateArray(), row => Assert.Equal((0, 0, 0), (row.GetProperty("engagements.difference").GetInt32(), row.GetProperty("people.difference").GetInt32(), row.GetProperty("engagements.new").GetInt32())));
        Assert.Equal("2031-final", answer.GetProperty("meta").GetProperty("edition").GetString());
        Assert.False(answer.GetProperty("data")[0].TryGetProperty("last_date.difference", out _));
    }

    [Fact]
    public async Task A_report_has_both_figures_in_its_tiles_and_in_a_table_behind_each_section()
    {
        const string Report = "/api/v1/reports/cooperation-by-year-and-domain/";
        var document = await _app.JsonOfAsync(Report + "json?from=2031&to=2031&compare=2031-final");
        var sections = document.GetProperty("sections").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!);
        var compared = sections.Single(s => s.Key.EndsWith("-compared", StringComparison.Ordinal) && s.Value.GetProperty("columns").EnumerateArray().Any(c => c.GetProperty("id").GetString() == "engagements.recoded")).Value;
        Assert.Contains(compared.GetProperty("rows").EnumerateArray(), row => row.ToString().Contains("Alpha", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Compared with", document.GetProperty("parameters").ToString(), StringComparison.Ordinal);

        var whole = (await _app.JsonOfAsync(Report + "json?detail=full&compare=2031-final")).GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "by-year-and-domain-compared");
        var domains = whole.GetProperty("rows").EnumerateArray().Select(row => row[0].GetString()!).Distinct().ToList();
        Assert.Equal("Domain not stated", domains[^1]);
        Assert.True(domains.Count > 1);

        var csv = await _app.TextAsync(Report + "csv?from=2031&to=2031&compare=2031-final");
        Assert.Contains("engagements,engagements.before,engagements.difference,engagements.new,engagements.corrected,engagements.recoded,engagements.withdrawn", csv, StringComparison.Ordinal);
        Assert.Contains("0,1,-1,0,0,-1,0", csv, StringComparison.Ordinal);
        Assert.Contains("edition 2031-final", await _app.TextAsync(Report + "html?from=2031&to=2031&compare=2031-final"), StringComparison.Ordinal);
        Assert.Contains("संस्करण 2031-final", await _app.TextAsync(Report + "html?from=2031&to=2031&compare=2031-final&lang=hi"), StringComparison.Ordinal);

        var page = await _app.TextAsync("/reports/cooperation-by-year-and-domain?from=2031&to=2031&compare=2031-final");
        Assert.Matches("""<select id="field-compare" name="compare">\s*<option value(="")?>[^<]+</option>\s*<option value="2031-final" selected dir="ltr">2031-final</option>""", page);
        Assert.Contains("changes since edition 2031-final", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"compare\" value=", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _app.AskAsync(Report + "csv?section=by-year-and-domain-compared&from=2031&compare=2031-final")).Status);
    }

    [Fact]
    public async Task Explore_offers_editions_and_its_workbook_has_both_columns()
    {
        const string State = "measures=engagements&rows=domain&visual=table&compare=2031-final&year=2031";
        var page = await _app.TextAsync("/explore?" + State);
        Assert.Contains("<option value=\"2031-final\" selected", page, StringComparison.Ordinal);
        Assert.Contains("changes since edition 2031-final", page, StringComparison.Ordinal);
        Assert.Contains("compare=2031-final", page[page.IndexOf("/api/v1/aggregates?", StringComparison.Ordinal)..], StringComparison.Ordinal);
        using var client = _app.CreateClient();
        await using var file = await client.GetStreamAsync("/explore/files/xlsx?" + State);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        using var package = new ZipArchive(copy);
        Assert.Contains(package.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal)), entry => new StreamReader(entry.Open()).ReadToEnd().Contains("Engagements, edition 2031-final", StringComparison.Ordinal));
        Assert.Contains("Compare with an edition", await _app.TextAsync("/explore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_report_keeps_its_comparison_at_every_exit_and_can_be_shown_without()
    {
        const string State = "measures=engagements&rows=domain&visual=table&compare=2031-final&year=2031";
        using var client = _app.CreateClient();
        var token = Regex.Match(await client.GetStringAsync("/explore?" + State), "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using var posted = await client.PostAsync("/explore/save", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("state", "?" + State), new("title", "Compared")]));
        var id = (posted.Headers.Location ?? posted.RequestMessage!.RequestUri)!.ToString().Split('/')[^1];
        var definition = await _app.JsonOfAsync("/api/v1/saved-reports/" + id);
        Assert.Equal("2031-final", definition.GetProperty("definition").GetProperty("compare").GetString());
        foreach (var address in new[] { $"/reports/{id}", $"/api/v1/reports/{id}/json", $"/api/v1/reports/{id}/html" })
        {
            Assert.Contains("2031-final", await _app.TextAsync(address), StringComparison.Ordinal);
            Assert.DoesNotContain("since edition 2031-final", await _app.TextAsync(address + "?compare=none"), StringComparison.Ordinal);
        }

        Assert.Contains("engagements.before", await _app.TextAsync($"/api/v1/reports/{id}/csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("engagements.before", await _app.TextAsync($"/api/v1/reports/{id}/csv?compare=none"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _app.AskAsync($"/api/v1/reports/{id}/csv?section=table-compared")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.AskAsync($"/api/v1/reports/{id}/csv?section=table-compared&compare=none")).Status);
        using var opened = await client.GetAsync($"/explore?report={id}");
        Assert.Contains("compare=2031-final", (opened.Headers.Location ?? opened.RequestMessage!.RequestUri)!.ToString(), StringComparison.Ordinal);
        Assert.Contains("<option value=\"none\"", await _app.TextAsync($"/reports/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/aggregates?compare=nowhere", 404, "unknown-edition")]
    [InlineData("/api/v1/aggregates?compare=2031-final&compare=2031-final", 400, "named-twice")]
    [InlineData("/api/v1/reports/yearly-review/json?year=2031&compare=nowhere", 404, "unknown-edition")]
    [InlineData("/api/v1/reports/yearly-review/json?year=2031&compare=2031-final&compare=2031-final", 400, "named-twice")]
    [InlineData("/api/v1/engagements?compare=2031-final", 400, "unknown-parameter")]
    [InlineData("/api/v1/aggregates?as_of=99", 422, "version-not-kept")]
    [InlineData("/api/v1/aggregates?as_of=soon", 400, "bad-choice")]
    [InlineData("/api/v1/aggregates?as_of=1&as_of=1", 400, "named-twice")]
    [InlineData("/api/v1/imports?as_of=1", 400, "edition-not-here")]
    public async Task Comparisons_and_versions_that_cannot_be_answered_are_refused(string address, int status, string code)
    {
        var (answered, text) = await _app.AskAsync(address);
        Assert.Equal((status, true), ((int)answered, text.Contains($"\"{code}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_data_version_is_asked_for_by_its_number_where_an_edition_or_today_has_it()
    {
        var (kept, today) = ((await _app.JsonOfAsync("/api/v1/editions"))[0].GetProperty("dataVersion").GetInt64(), (await _app.JsonOfAsync("/api/v1/aggregates")).GetProperty("meta").GetProperty("dataVersion").GetInt64());
        foreach (var address in new[] { "/api/v1/aggregates?by=domain&year=2031&", "/api/v1/engagements?year=2031&", "/odata/Domains?$filter=Code eq 'alpha'&", "/reports/cooperation-by-year-and-domain?from=2031&", "/api/v1/reports/cooperation-by-year-and-domain/csv?from=2031&" })
        {
            Assert.Equal(await _app.AnswerAsync(address + "edition=2031-final"), await _app.AnswerAsync(address + $"as_of={kept}"));
        }

        Assert.Contains("beta", await _app.TextAsync($"/api/v1/aggregates?by=domain&year=2031&as_of={today}"), StringComparison.Ordinal);
        var (_, body) = await _app.SendAsync(HttpMethod.Post, "/api/v1/query", new { by = new[] { "domain" }, as_of = kept });
        Assert.Equal("2031-final", body.GetProperty("meta").GetProperty("edition").GetString());
        var (_, refused) = await _app.SendAsync(HttpMethod.Post, "/api/v1/query", new { as_of = 99 });
        Assert.Contains($"Kept are {today}, which is today's, {kept}.", refused.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _app.SendAsync(HttpMethod.Post, "/api/v1/query?edition=2031-final", new { as_of = kept })).Status);
    }

    private static void AssertCompared(JsonElement answer)
    {
        Assert.Equal(["alpha 0 1 -1 0 0 -1 0", "beta 2 0 2 1 0 1 0"], answer.GetProperty("data").EnumerateArray().Select(row => $"{row.GetProperty("domain").GetString()} {Figures(row)}"));
        Assert.Equal("2 1 1 1 0 0 0", Figures(answer.GetProperty("totals")));
        var compare = answer.GetProperty("meta").GetProperty("compare");
        Assert.Equal(("2031-final", "final"), (compare.GetProperty("edition").GetString(), compare.GetProperty("state").GetString()));
    }

    private static string Figures(JsonElement row) => string.Join(' ', new[] { "", ".before", ".difference", ".new", ".corrected", ".recoded", ".withdrawn" }.Select(name => row.GetProperty("engagements" + name).GetInt64()));
}
