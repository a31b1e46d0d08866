using System.Net;
using System.Text;
using ClosedXML.Excel;
using Reporting.Api.Tests.Imports;

namespace Reporting.Api.Tests.ImportPages;

/// <summary>Files are brought in on the pages: uploaded, mapped, checked, imported and undone. Everything is a link or a form.</summary>
public abstract class ImportPagesTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : ImportPagesTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : ImportPagesTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    private const string Native = ImportingApp.Header + "page-1,A visit,2031-05,meeting,cyber-security,in-mod,government-body\npage-2,A call,2031-06,meeting,space,in-mod,government-body\n";

    private const string Exercises = "Ref;Exercise;Signed;Kind of event;Countries;Troops\n71;Blue River;2031-02-03;Field exercise;India, Israel;1200\n72;Red Hill;2031-04-05;Staff exercise;India;300\n73;Long Road;2031-06-07;Field exercise;Israel, India;n/k\n";

    [EngineFact]
    public async Task A_native_file_is_checked_at_once_then_imported_and_undone()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("native visits.csv", Encoding.UTF8.GetBytes(Native));
        await browser.UntilIdleAsync();
        Assert.Contains("The file has the native layout, so it needs no mapping.", browser.Page, StringComparison.Ordinal);
        Assert.Contains("What the import would do", browser.Page, StringComparison.Ordinal);
        var file = browser.Path;

        await browser.SendAsync(file + "/import");
        await browser.UntilIdleAsync();
        Assert.Matches("^/imports/[0-9]+$", browser.Path);
        var import = browser.Path;
        Assert.Contains("Imported. New: 2. Corrected: 0.", browser.Page, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync("2031"));
        // The file is no longer kept, and its page leads to the import.
        Assert.DoesNotContain("Uploaded, not yet imported", await browser.OpenAsync("/imports"), StringComparison.Ordinal);
        Assert.Contains("native visits.csv", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync(file);
        Assert.Equal(import, browser.Path);

        await browser.OpenAsync(import + "/undo");
        Assert.Matches("Engagements removed\\s+2\\s+Engagements that return to their earlier state\\s+0", browser.Text);
        Assert.Equal(2, await CountAsync("2031"));
        await browser.SendAsync(import + "/undo");
        Assert.Contains("The import was undone. Engagements removed: 2; restored: 0.", browser.Page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("2031"));
        await browser.OpenAsync(import + "/undo");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
    }

    [EngineFact]
    public async Task A_workbook_is_read_like_a_text_file()
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Data");
        foreach (var (line, row) in Native.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index().Select(l => (l.Item, l.Index)))
        {
            foreach (var (column, value) in line.Split(',').Index())
            {
                sheet.Cell(row + 1, column + 1).SetValue(value);
            }
        }

        using var content = new MemoryStream();
        workbook.SaveAs(content);
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("visits.xlsx", content.ToArray());
        await browser.UntilIdleAsync();
        Assert.Matches("New\\s+2\\s+Corrected\\s+0", browser.Text);
        await browser.SendAsync(browser.Path + "/discard");
    }

    [EngineFact]
    public async Task A_suggested_mapping_is_changed_in_a_form_beside_the_first_records()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("Joint exercises.csv", Encoding.UTF8.GetBytes(Exercises));
        var file = browser.Path;
        Assert.Contains("The first records", browser.Page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Blue River</bdi>", browser.Page, StringComparison.Ordinal);
        Assert.Matches("In the file:\\s+row 2", browser.Text);

        // The type comes from a column, and a title has its place in the template.
        await browser.SendAsync(file + "/mapping", ("engagement.type", "{Kind of event}"), ("engagement.title", "="), ("engagement.title.text", "Exercise {Exercise}"), ("missing", "n/k, -9"));
        Assert.Equal((HttpStatusCode.OK, file), (browser.Status, browser.Path));
        Assert.Contains("<bdi>Exercise Blue River</bdi>", browser.Page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Field exercise</bdi>", browser.Page, StringComparison.Ordinal);

        await browser.SendAsync(file + "/check", ("engagement.headcount", "{Troops}"));
        await browser.UntilIdleAsync();
        Assert.Matches("New\\s+3\\s+Corrected\\s+0\\s+Unchanged\\s+0\\s+Refused\\s+0", browser.Text);
        await browser.SendAsync(file + "/import");
        await browser.UntilIdleAsync();
        Assert.Contains("Imported. New: 3.", browser.Page, StringComparison.Ordinal);
        var engagements = (await app.JsonAsync("/api/v1/engagements?year=2031&search=Exercise")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["Exercise Blue River", "Exercise Long Road", "Exercise Red Hill"], engagements.Select(e => e.GetProperty("title").GetString()).Order());
        var import = browser.Path;
        await browser.OpenAsync(import + "/undo");
        await browser.SendAsync(import + "/undo");
    }

    [EngineFact]
    public async Task Refused_rows_are_grouped_offered_as_a_file_and_left_out_on_request()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("some wrong.csv", Encoding.UTF8.GetBytes(Native + "page-3,Bad,2031-13,meeting,space,in-mod,government-body\npage-4,Bad,2031-13,meeting,space,in-mod,government-body\n"));
        await browser.UntilIdleAsync();
        var file = browser.Path;
        Assert.Matches("Start\\s+2031-13\\s+It is not a date\\. .*2\\s+4, 5", browser.Text);
        using var refused = await browser.GetAsync(file + "/rejected.csv");
        Assert.Equal(("text/csv", "some wrong.rejected.csv"), (refused.Content.Headers.ContentType!.MediaType, refused.Content.Headers.ContentDisposition!.FileName?.Trim('"')));
        var lines = (await refused.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("page-4", lines[2], StringComparison.Ordinal);

        // Without the confirmation nothing is imported.
        await browser.SendAsync(file + "/import");
        await browser.UntilIdleAsync();
        Assert.Equal(file, browser.Path);
        Assert.Contains("2 engagements were refused, so nothing was imported", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(file + "/check");
        await browser.UntilIdleAsync();
        await browser.SendAsync(file + "/import", ("leaveOut", "true"));
        await browser.UntilIdleAsync();
        Assert.Contains("Imported. New: 2.", browser.Page, StringComparison.Ordinal);
        var import = browser.Path;
        await browser.OpenAsync(import + "/undo");
        await browser.SendAsync(import + "/undo");
    }

    [EngineFact]
    public async Task A_mapping_as_YAML_is_used_and_a_wrong_one_is_shown_with_its_line()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("exercises.csv", Encoding.UTF8.GetBytes(Exercises));
        var file = browser.Path;
        const string Start = "file: {delimiter: semicolon}\nengagement:\n  code: \"yaml-{Ref}\"\n";
        await browser.SendAsync(file + "/yaml", ("use", "yaml"), ("yaml", Start + "  titel: \"{Exercise}\"\n"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("line 4", browser.Text, StringComparison.Ordinal);
        Assert.Contains("titel:", browser.Page, StringComparison.Ordinal);

        await browser.SendAsync(file + "/yaml", ("use", "yaml"), ("yaml", Start + "  title: \"{Exercise}\"\n  start: \"{Signed}\"\n  type: Exercise\n"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("<bdi>yaml-71</bdi>", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(file + "/yaml", ("use", "suggestion"));
        Assert.DoesNotContain("yaml-71", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(file + "/discard");
        Assert.Equal("/imports", browser.Path);
        Assert.DoesNotContain(file, browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync(file);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [EngineFact]
    public async Task A_running_import_shows_its_progress_and_can_be_cancelled()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("waiting.csv", Encoding.UTF8.GetBytes(Native));
        await browser.UntilIdleAsync();
        var file = browser.Path;
        await using (await app.HoldTurnAsync())
        {
            await browser.SendAsync(file + "/import");
            Assert.Contains("Importing the file", browser.Page, StringComparison.Ordinal);
            Assert.Contains("<progress", browser.Page, StringComparison.Ordinal);
            using (var running = await browser.GetAsync(file))
            {
                // The page reloads itself, with and without scripts.
                Assert.Equal("1", running.Headers.GetValues("Refresh").Single());
            }

            await browser.SendAsync(file + "/discard");
            await browser.UntilIdleAsync();
        }

        // The file is still there, unchecked, and nothing was imported.
        Assert.Equal(file, browser.Path);
        Assert.DoesNotContain("What the import would do", browser.Page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("2031"));
        await browser.SendAsync(file + "/discard");
        Assert.Equal("/imports", browser.Path);
    }

    [EngineTheory]
    [InlineData("empty.csv", "", "The form has no file, or the file is empty.")]
    [InlineData("page.xls", "<html><table><tr><td>1</td></tr></table></html>", "The file is a page of HTML or XML")]
    [InlineData("broken.xlsx", "PK\u0003\u0004 nothing", "")]
    public async Task A_file_that_cannot_be_read_is_refused_with_the_reason(string name, string content, string reason)
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync(name, Encoding.UTF8.GetBytes(content));
        Assert.Equal((HttpStatusCode.BadRequest, "/imports"), (browser.Status, browser.Path));
        Assert.Contains("role=\"alert\"", browser.Page, StringComparison.Ordinal);
        Assert.Contains(reason, browser.Text, StringComparison.Ordinal);
    }

    [CaseFact("many.csv")]
    public async Task A_mapped_case_file_gives_what_the_command_line_gives()
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("many.csv", await File.ReadAllBytesAsync(CaseFactAttribute.PathOf("many.csv")));
        var file = browser.Path;
        await browser.SendAsync(file + "/yaml", ("use", "yaml"), ("yaml", await File.ReadAllTextAsync(CaseFactAttribute.PathOf("many.yml"))));
        await browser.SendAsync(file + "/check");
        await browser.UntilIdleAsync();
        // Rows of one deal differ, and the mapping does not combine them.
        Assert.Matches("New\\s+1\\s+Corrected\\s+0\\s+Unchanged\\s+0\\s+Refused\\s+1", browser.Text);
        await browser.SendAsync(file + "/discard");
    }

    private async Task<int> CountAsync(string year) =>
        (await app.JsonAsync($"/api/v1/aggregates?measures=engagements&by=year&year={year}")).GetProperty("data").EnumerateArray().Select(r => r.GetProperty("engagements").GetInt32()).SingleOrDefault();
}
