using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports.Queue;

namespace Reporting.Api.Tests.Imports;

/// <summary>Imports that are long, large, concurrent, abandoned or old.</summary>
public abstract class WaitingImportsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : WaitingImportsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : WaitingImportsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Imports_wait_for_each_other_and_too_many_are_refused_with_retry_after()
    {
        await using var app = ImportingApp.With(engine, ("Imports:MaxAtOnce", "2"));
        var version = await app.VersionAsync();
        Task<(HttpStatusCode Status, JsonElement Answer)>[] waiting;
        await using (await app.HoldTurnAsync())
        {
            waiting = [.. Enumerable.Range(0, 2).Select(i => app.SendAsync(File($"w-{i}")))];
            await app.UntilAsync("running", 2);
            Assert.All(waiting, w => Assert.False(w.IsCompleted));

            using var client = app.PlainClient();
            using var refused = await client.PostAsync(ImportingApp.Route, new StringContent(File("w-3")));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, 60.0), (refused.StatusCode, refused.Headers.RetryAfter?.Delta?.TotalSeconds));
            Assert.Contains("imports-busy", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(version, await app.VersionAsync());
        }

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(version + 2, await app.VersionAsync());
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(File("w-4"))).Status);
    }

    [EngineFact]
    public async Task An_import_that_waited_too_long_is_refused_and_leaves_no_data()
    {
        await using var app = ImportingApp.With(engine, ("Imports:WaitSeconds", "1"));
        var history = (await app.HistoryAsync()).Count;
        await using (await app.HoldTurnAsync())
        {
            var (status, answer) = await app.SendAsync(File("late"));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "warehouse-busy"), (status, answer.GetProperty("code").GetString()));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "warehouse-busy"), await UndoAsync());
        }

        Assert.Equal(history, (await app.HistoryAsync()).Count);

        async Task<(HttpStatusCode, string?)> UndoAsync()
        {
            var (status, answer) = await app.UndoAsync("1");
            return (status, answer.GetProperty("code").GetString());
        }
    }

    [EngineFact]
    public async Task A_client_that_disconnects_leaves_no_data()
    {
        await using var app = ImportingApp.With(engine, ("Imports:MaxAtOnce", "1"));
        var (version, history) = (await app.VersionAsync(), (await app.HistoryAsync()).Count);
        await using (await app.HoldTurnAsync())
        {
            // While it waits …
            using var client = app.PlainClient();
            using var gone = new CancellationTokenSource();
            var waiting = client.PostAsync(ImportingApp.Route, new StringContent(File("gone")), gone.Token);
            await app.UntilAsync("running", 1);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            await app.UntilAsync("running", 0);
        }

        // … and while it sends.
        using (var sender = app.PlainClient())
        {
            using var gone = new CancellationTokenSource();
            var body = new EndlessBody();
            var sending = sender.PostAsync(ImportingApp.Route, body, gone.Token);
            await body.Begun;
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        // The only slot is free again.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await app.SendAsync(File("stays"))).Status != HttpStatusCode.Created)
        {
            await Task.Delay(50, late.Token);
        }

        Assert.Equal((version + 1, history + 1), (await app.VersionAsync(), (await app.HistoryAsync()).Count));
    }

    [EngineFact]
    public async Task An_import_may_take_longer_than_the_request_timeout()
    {
        await using var app = ImportingApp.With(engine, ("Edge:RequestSeconds", "1"));
        var body = new EndlessBody(Encoding.UTF8.GetBytes(File("slow")));
        var sending = app.SendAsync(body);
        await body.Begun;
        // Longer than the setting. Only waiting shows that the import is not stopped.
        await Task.Delay(1_500);
        body.End();
        Assert.Equal(HttpStatusCode.Created, (await sending).Status);
    }

    [EngineFact]
    public async Task A_file_that_is_too_large_is_refused_in_every_form()
    {
        await using var app = ImportingApp.With(engine, ("Imports:MaxBytes", "3000000"));
        var file = File("large") + new string('\n', 6_000_000);
        HttpContent[] ways = [new StringContent(file), new EndlessBody(Encoding.UTF8.GetBytes(file), ended: true), new MultipartFormDataContent { { new StringContent(file), "file", "a.csv" } }];
        foreach (var way in ways)
        {
            var (status, answer) = await app.SendAsync(way);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file-too-large"), (status, answer.GetProperty("code").GetString()));
        }

        // Larger than the body limit of other requests, but within the import limit.
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(File("large") + new string('\n', 2_000_000))).Status);
    }

    [EngineFact]
    public async Task Stored_data_of_imports_are_bounded_in_size_and_age()
    {
        var clock = new AdjustableClock();
        await using var app = ImportingApp.With(engine, clock, ("Imports:KeepDays", "10"), ("Imports:MaxRejectedBytes", "400"), ("Imports:MaxKeptBytes", "20000"));
        var runs = app.Services.GetRequiredService<ImportJobStore>();
        var few = Id(await app.SendAsync(Refused(1)));
        var many = Id(await app.SendAsync(Refused(10)));
        Assert.Equal((true, false), ((await runs.RejectedAsync(few, default)) is not null, (await runs.RejectedAsync(many, default)) is not null));

        await runs.AddAsync(new ImportJob(new string('a', 32), "somebody", "native", "killed.csv", ImportState.Running, clock.GetUtcNow(), 0, 0), default);
        await app.UntilAsync("running", 1);
        clock.Advance(TimeSpan.FromDays(9));
        await app.UntilAsync("running", 0);
        Assert.Equal(2, await RefusedAsync());

        var last = "";
        for (var i = 0; i < 12; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            last = Id(await app.SendAsync(Refused(10 + i)));
        }

        Assert.InRange(await RefusedAsync(), 1, 10);
        Assert.Contains(await app.HistoryAsync(), e => e.GetProperty("id").GetString() == last);
        clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(0, await RefusedAsync());
        Assert.Null(await runs.RejectedAsync(few, default));
        // Completed imports stay in the history.
        Assert.Single(await app.HistoryAsync());

        async Task<int> RefusedAsync() => (await app.HistoryAsync()).Count(e => e.GetProperty("state").GetString() == "refused");
    }

    private static string File(string code) => ImportingApp.Header + $"{code},T,2020,visit,,,\n";

    private static string Refused(int rows) => ImportingApp.Header + string.Concat(Enumerable.Range(0, rows).Select(i => $"r-{i},T,20-20,visit,,,\n"));

    private static string Id((HttpStatusCode Status, JsonElement Answer) refused) => refused.Answer.GetProperty("import").GetProperty("id").GetString()!;
}
