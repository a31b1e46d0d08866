using System.IO.Compression;

namespace Reporting.Api.Tests.Access;

/// <summary>Callers see data up to their clearance. Every response and file names the highest classification of its data.</summary>
public abstract class ClassificationTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : ClassificationTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : ClassificationTests(app), IClassFixture<LimitedApp.OnServer>;

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    [EngineTheory]
    [InlineData("admin", 3, "restricted")]
    [InlineData("reader", 2, "official")]
    [InlineData("blind reader", 2, "official")]
    public async Task A_caller_sees_data_up_to_their_clearance(string roles, int engagements, string highest)
    {
        var answer = await app.JsonAsync("/api/v1/aggregates?measures=engagements&year=2031..2033", roles);
        Assert.Equal(engagements, answer.GetProperty("data")[0].GetProperty("engagements").GetInt32());
        Assert.Equal(highest, answer.GetProperty("meta").GetProperty("handling").GetString());
    }

    [EngineTheory]
    [InlineData("year=2031", "public", "Public")]
    [InlineData("year=2031..2032", "official", "Official")]
    [InlineData("domain=marked-only", "restricted", "Restricted")]
    [InlineData("search=nothing-is-called-so", "public", "Public")]
    public async Task The_classification_is_that_of_the_requested_data(string query, string code, string name)
    {
        var meta = (await app.JsonAsync("/api/v1/aggregates?by=year&" + query, "admin")).GetProperty("meta");
        Assert.Equal((code, name), (meta.GetProperty("handling").GetString(), meta.GetProperty("handlingName").GetString()));
        Assert.Equal(code, (await app.JsonAsync("/api/v1/engagements?limit=1&" + query, "admin")).GetProperty("meta").GetProperty("handling").GetProperty("code").GetString());
    }

    [EngineFact]
    public async Task A_hidden_engagement_and_its_members_do_not_appear()
    {
        Assert.Equal(
            (await app.TextAsync("/api/v1/engagements/m-4", "reader")).Split("requestId")[0].Replace("m-4", "m-3", StringComparison.Ordinal),
            (await app.TextAsync("/api/v1/engagements/m-3", "reader")).Split("requestId")[0]);
        Assert.DoesNotContain("marked-only", await app.TextAsync("/api/v1/aggregates?by=year&domain=marked-onlx", "reader"), StringComparison.Ordinal);
        Assert.Contains("'marked-only'", await app.TextAsync("/api/v1/aggregates?by=year&domain=marked-onlx", "admin"), StringComparison.Ordinal);
        Assert.Equal("unknown-member", (await app.JsonAsync("/api/v1/aggregates?by=year&domain=marked-only", "reader")).GetProperty("code").GetString());
    }

    [EngineTheory]
    [InlineData("html", "Handling: <bdi>Restricted</bdi>")]
    [InlineData("json", "\"code\": \"restricted\"")]
    [InlineData("csv", "file_handling")]
    [InlineData("csv", ",restricted\r\n")]
    public async Task Every_file_shows_its_classification(string format, string shown)
    {
        var (_, content, response) = await app.AskAsync($"{Report}/{format}?from=2031", "admin");
        Assert.Contains(shown, System.Text.Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        Assert.Equal("restricted", response.Headers.GetValues("X-Handling").Single());
    }

    [EngineFact]
    public async Task A_workbook_shows_its_classification_on_its_first_and_last_sheet_and_in_every_sheet_header()
    {
        using var package = new ZipArchive(new MemoryStream((await app.AskAsync(Report + "/xlsx?from=2031&to=2032", "admin")).Content));
        var sheets = package.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Select(Text).ToList();
        Assert.All(sheets, sheet => Assert.Contains("Handling: Official", sheet, StringComparison.Ordinal));
        Assert.Contains("Official", Text(package.GetEntry("xl/sharedStrings.xml")!), StringComparison.Ordinal);
        Assert.DoesNotContain(sheets, sheet => sheet.Contains("<x:f>", StringComparison.Ordinal) || sheet.Contains("<f>", StringComparison.Ordinal));
    }

    [EngineTheory]
    [InlineData("engagements", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("engagements", "'@Someone")]
    public async Task Imported_text_is_not_a_formula_in_a_csv(string section, string guarded) =>
        Assert.Contains(guarded, await app.TextAsync($"{Report}/csv?section={section}&from=2031", "admin"), StringComparison.Ordinal);

    [EngineFact]
    public async Task An_unknown_classification_is_refused_with_the_known_ones()
    {
        var refused = (await app.ImportAsync("Code,Title,Start,Type,Handling\nm-9,Talks,2031,meeting,restrictd\n")).Value!;
        Assert.False(refused.Taken);
        var refusal = Assert.Single(refused.Refusals);
        Assert.Equal(("Handling", "restrictd"), (refusal.Column, refusal.Value));
        Assert.Contains("'restricted'", refusal.Hint, StringComparison.Ordinal);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
