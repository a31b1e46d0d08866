using System.Net;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Exports;

/// <summary>Rows and jobs contain only data that the caller's roles show.</summary>
public abstract class LimitedExportsTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : LimitedExportsTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : LimitedExportsTests(app), IClassFixture<LimitedApp.OnServer>;

    private const string Rows = $"/api/v1/reports/{ExportRequests.Report}/csv?section=data";
    private const string Job = $$$"""{"report": "{{{ExportRequests.Report}}}", "format": "csv", "parameters": {"section": "data"}}""";

    [EngineFact]
    public async Task Rows_omit_hidden_values_and_the_file_shows_its_classification()
    {
        var (reader, admin) = (await app.AskAsync(Rows, "reader"), await app.AskAsync(Rows, "admin"));
        Assert.DoesNotContain("m-3", Text(reader.Content), StringComparison.Ordinal);
        Assert.Contains("m-2", Text(reader.Content), StringComparison.Ordinal);
        Assert.Contains("m-3", Text(admin.Content), StringComparison.Ordinal);
        Assert.Equal(("official", "restricted"), (reader.Response.Headers.GetValues("X-Handling").Single(), admin.Response.Headers.GetValues("X-Handling").Single()));
        Assert.NotEqual(reader.Response.Headers.ETag, admin.Response.Headers.ETag);
    }

    [EngineFact]
    public async Task A_caller_who_may_not_see_a_column_gets_no_rows()
    {
        var (status, content, _) = await app.AskAsync(Rows, "blind");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("unknown-section", Text(content), StringComparison.Ordinal);
        var (posted, _) = await app.PostAsync(ExportRequests.Route, Job, "blind");
        Assert.Equal(HttpStatusCode.NotFound, posted);
    }

    [EngineFact]
    public async Task A_job_has_the_access_rights_of_its_owner_at_the_time_it_runs()
    {
        var (status, job) = await app.PostAsync(ExportRequests.Route, Job, "reader");
        Assert.Equal(HttpStatusCode.Accepted, status);
        var address = $"{ExportRequests.Route}/{job.GetProperty("id").GetString()}";
        await ExportRequests.UntilAsync(async () => ExportRequests.State(await app.JsonAsync(address, "reader")) == "done");
        var (_, content, response) = await app.AskAsync(address + "/file", "reader");
        var text = Text(content);
        Assert.Equal("official", response.Headers.GetValues("X-Handling").Single());
        Assert.Contains("m-2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("m-3", text, StringComparison.Ordinal);
    }

    /// <summary>The keys of this test have the same name.</summary>
    [EngineFact]
    public async Task A_caller_with_the_same_name_who_sees_less_does_not_get_the_file()
    {
        var (_, job) = await app.PostAsync(ExportRequests.Route, Job, "admin");
        var id = job.GetProperty("id").GetString()!;
        var address = $"{ExportRequests.Route}/{id}";
        await ExportRequests.UntilAsync(async () => ExportRequests.State(await app.JsonAsync(address, "admin")) == "done");
        foreach (var path in new[] { address, address + "/file" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync(path, "reader")).Status);
        }

        Assert.DoesNotContain(id, await app.TextAsync(ExportRequests.Route, "reader"), StringComparison.Ordinal);
        Assert.Contains(id, await app.TextAsync(ExportRequests.Route, "admin"), StringComparison.Ordinal);
    }

    private static string Text(byte[] content) => System.Text.Encoding.UTF8.GetString(content);
}
