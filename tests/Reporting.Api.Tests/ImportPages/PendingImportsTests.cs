using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Imports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports.Pending;

namespace Reporting.Api.Tests.ImportPages;

/// <summary>Uploaded files are kept for a bounded time, and only for the person who sent them.</summary>
public abstract class PendingImportsTests(SecuredApp app)
{
    public sealed class OnSqlite(SecuredApp app) : PendingImportsTests(app), IClassFixture<SecuredApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<SecuredApp> server) : PendingImportsTests(server.App), IClassFixture<ServerApp<SecuredApp>>;

    private static readonly byte[] File = Encoding.UTF8.GetBytes("Ref,Name,Date\n1,A,2031-01-01\n2,B,2031-01-02\n");

    [EngineFact]
    public async Task An_uploaded_file_is_seen_only_by_the_person_who_sent_it()
    {
        using var sender = FormBrowser.Of(app, await app.KeyAsync("importer"));
        await sender.UploadAsync("mine.csv", File);
        Assert.Equal(HttpStatusCode.OK, sender.Status);
        var file = sender.Path;
        foreach (var (role, status) in new[] { ("admin", HttpStatusCode.NotFound), ("reader", HttpStatusCode.Forbidden) })
        {
            using var other = FormBrowser.Of(app, await app.KeyAsync(role));
            await other.OpenAsync(file);
            Assert.Equal((role, status), (role, other.Status));
            await other.OpenAsync("/imports");
            Assert.DoesNotContain("mine.csv", other.Page, StringComparison.Ordinal);
        }

        await sender.SendAsync(file + "/discard");
    }

    [EngineFact]
    public async Task A_file_without_the_forms_token_is_not_stored()
    {
        using var client = app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync("importer"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(File), "file", "forged.csv" } };
        using var response = await client.PostAsync("/imports", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This form is outdated", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Services.GetRequiredService<PendingImportStore>().List("test importer"), p => p.FileName == "forged.csv");
    }

    [EngineFact]
    public async Task Files_that_wait_are_removed_after_their_hours_and_bounded_in_size()
    {
        var clock = new AdjustableClock();
        await using var own = ImportingApp.With(app.Engine, clock, ("Imports:UploadHours", "2"), ("Imports:MaxUploadBytes", "60"), ("Imports:MaxBytes", "200"));
        using var browser = FormBrowser.Of(own);
        await browser.UploadAsync("first.csv", File);
        var file = browser.Path;
        await browser.UploadAsync("second.csv", File);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        Assert.Contains("take up all their space", browser.Page, StringComparison.Ordinal);
        await browser.UploadAsync("large.csv", Encoding.UTF8.GetBytes(new string('x', 100_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, browser.Status);

        clock.Advance(TimeSpan.FromHours(2.1));
        await browser.OpenAsync(file);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.UploadAsync("third.csv", File);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Single(Directory.GetDirectories(own.Services.GetRequiredService<PendingImportStore>().Work.Path));
    }
}
