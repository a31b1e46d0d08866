using System.Net;
using System.Text;
using ClosedXML.Excel;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Imports;

/// <summary>Who may import need not see everything: the template and the history keep to what they see.</summary>
public abstract class LimitedImportsTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : LimitedImportsTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : LimitedImportsTests(app), IClassFixture<LimitedApp.OnServer>;

    [EngineFact]
    public async Task The_template_offers_no_member_that_the_caller_does_not_see()
    {
        var (limited, all) = (await ListsAsync("importer"), await ListsAsync("admin"));
        Assert.Contains("marked-only", all);
        Assert.Contains("agent", all);
        Assert.Contains("someone", all);
        Assert.Contains("marked", limited);
        Assert.DoesNotContain("marked-only", limited);
        Assert.DoesNotContain("agent", limited);
        // Participants are no dimension of theirs.
        Assert.DoesNotContain("someone", limited);
    }

    [EngineFact]
    public async Task Who_is_not_shown_all_links_gets_no_engagement_to_correct()
    {
        var (status, content, _) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "importer");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("links-withheld", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        var (_, _, response) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "admin");
        Assert.Equal(("official", "template.xlsx"), (response.Headers.GetValues("X-Handling").Single(), response.Content.Headers.ContentDisposition?.FileName));
    }

    [EngineFact]
    public async Task Who_does_not_see_everything_sees_their_own_imports_only()
    {
        var (status, mine) = await app.PostAsync("/api/v1/imports", "no import", "importer");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var id = mine.GetProperty("import").GetProperty("id").GetString();
        var ids = (await app.JsonAsync("/api/v1/imports", "importer")).GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetString());
        Assert.Equal([id], ids);
        Assert.True((await app.JsonAsync("/api/v1/imports", "admin")).GetProperty("data").GetArrayLength() > 1);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/api/v1/imports/1", "importer")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/imports/1", "admin")).Status);
    }

    private async Task<List<string>> ListsAsync(string role)
    {
        using var book = new XLWorkbook(new MemoryStream((await app.AskAsync("/api/v1/imports/template.xlsx", role)).Content));
        return [.. book.Worksheet("Lists").CellsUsed().Select(c => c.GetString())];
    }
}
