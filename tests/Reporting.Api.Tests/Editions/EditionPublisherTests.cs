using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Editions;
using Reporting.Warehouse.Editions;

namespace Reporting.Api.Tests.Editions;

/// <summary>Publishing, withdrawing and deleting editions.</summary>
public sealed class EditionPublisherTests : IAsyncLifetime
{
    private readonly EditionApp _app = new() { Settings = new Dictionary<string, string> { ["Editions:MaxEditions"] = "2" } };

    private EditionFolder Folder => _app.Services.GetRequiredService<EditionFolder>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_edition_is_published_listed_withdrawn_and_deleted_and_its_id_never_returns()
    {
        var (status, made) = await _app.SendAsync(HttpMethod.Post, "/api/v1/editions", new { id = "2025-preliminary", state = "preliminary", note = "First." });
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(("preliminary", "First.", "tester"), (made.GetProperty("state").GetString(), made.GetProperty("note").GetString(), made.GetProperty("maker").GetString()));
        Assert.All(made.GetProperty("reports").EnumerateArray(), report => Assert.Equal(64, report.GetProperty("hash").GetString()!.Length));

        await RefusedAsync(new { id = "2025-preliminary", state = "final" }, HttpStatusCode.Conflict, "edition-exists");
        Assert.Equal(HttpStatusCode.Created, (await _app.SendAsync(HttpMethod.Post, "/api/v1/editions", new { id = "2025-final", state = "final" })).Status);
        await RefusedAsync(new { id = "third", state = "final" }, HttpStatusCode.Conflict, "editions-full");
        Assert.Equal(HttpStatusCode.NoContent, (await _app.SendAsync(HttpMethod.Delete, "/api/v1/editions/2025-preliminary")).Status);
        Assert.False(Directory.Exists(Folder.Of("2025-preliminary")));
        await RefusedAsync(new { id = "2025-preliminary", state = "final" }, HttpStatusCode.Conflict, "edition-exists");
        Assert.Equal(HttpStatusCode.NotFound, (await _app.AskAsync("/api/v1/aggregates?edition=2025-preliminary")).Status);
        Assert.Equal("2025-final", Assert.Single((await _app.JsonOfAsync("/api/v1/editions")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await _app.SendAsync(HttpMethod.Post, "/api/v1/editions", new { id = "mine", state = "final" }, "reader")).Status);

        foreach (var (id, state) in new[] { ("Final 2025", "final"), ("../x", "final"), ("e1", "withdrawn") })
        {
            await RefusedAsync(new { id, state }, HttpStatusCode.BadRequest, "malformed-edition");
        }

        foreach (var (page, shown) in new[] { ("/admin/editions", "2025-final"), ("/admin/editions?lang=he", "2025-final"), ("/admin/editions/2025-final/withdraw", "Withdraw") })
        {
            Assert.Contains(shown, await _app.TextAsync(page), StringComparison.Ordinal);
        }

        var trail = await _app.TextAsync("/api/v1/audit?action=change");
        Assert.Contains("publish=2025-final", trail, StringComparison.Ordinal);
    }


    /// <summary>A killed publication leaves a folder without a line.</summary>
    [Fact]
    public async Task A_killed_publication_leaves_no_edition_and_the_next_one_removes_its_files()
    {
        Directory.CreateDirectory(Folder.ReportsOf("half"));
        await File.WriteAllTextAsync(Folder.DatabaseOf("half"), "half a database");
        Assert.Equal(HttpStatusCode.NotFound, (await _app.AskAsync("/api/v1/aggregates?edition=half")).Status);

        await _app.PublishAsync("whole");

        Assert.Equal(["whole"], Folder.Ids());
        await _app.PublishAsync("half");
        Assert.Equal(HttpStatusCode.OK, (await _app.AskAsync("/api/v1/aggregates?edition=half")).Status);
    }

    [Fact]
    public async Task A_publication_waits_for_a_clean_up()
    {
        var cleaning = Folder.TryLock()!;
        var publishing = _app.PublishAsync("e1");
        await Task.Delay(300);
        Assert.False(publishing.IsCompleted);
        cleaning.Dispose();
        Assert.Equal("e1", (await publishing).Id);
    }

    [Fact]
    public async Task A_stopped_publication_leaves_nothing_and_two_at_a_time_are_refused()
    {
        using (Folder.TryLock())
        {
            Assert.Equal("edition-busy", (await _app.Publisher.PublishAsync(new NewEdition("e1", "final", "", "t"), CancellationToken.None)).Problem?.Code);
        }

        foreach (var milliseconds in new[] { 5, 40, 120 })
        {
            using var stopped = new CancellationTokenSource(milliseconds);
            try
            {
                await _app.Publisher.PublishAsync(new NewEdition($"e{milliseconds}", "final", "", "t"), stopped.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Empty(Folder.Ids());
            }
        }
    }

    private async Task RefusedAsync(object body, HttpStatusCode status, string code)
    {
        var (answered, problem) = await _app.SendAsync(HttpMethod.Post, "/api/v1/editions", body);
        Assert.Equal((status, code), (answered, problem.GetProperty("code").GetString()));
    }
}
