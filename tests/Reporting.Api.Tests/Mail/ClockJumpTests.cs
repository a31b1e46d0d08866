using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Mail;

/// <summary>Mail continues after a clock was days ahead and was corrected.</summary>
public abstract class ClockJumpTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ClockJumpTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ClockJumpTests(WarehouseProvider.SqlServer);

    private static readonly TimeSpan Days = TimeSpan.FromDays(4);

    private readonly AdjustableClock _clock = new();

    [EngineTheory]
    [InlineData("latest")]
    [InlineData("all")]
    [InlineData("none")]
    public async Task Mail_continues_on_schedule_after_a_clock_was_days_ahead(string catchUp)
    {
        await using var app = App();
        using var client = app.CreateClient();

        // Begin an hour after a due time: what is due within five minutes counts as due already.
        var begin = _clock.GetUtcNow();
        _clock.Advance(begin.UtcDateTime.Date.AddHours((((begin.Hour / 8) + 1) * 8) + 1) - begin.UtcDateTime);
        var made = await client.SubscribeAsync(["asha@example.org"], new { schedule = "0 */8 * * *", catchUp });
        _clock.Advance(Days);
        if (catchUp != "none")
        {
            await ExportRequests.UntilAsync(async () => (await HistoryAsync(client, made)).Any(IsDelivered));
        }

        // With 'none' nothing is sent, but all occurrences are planned.
        var store = app.Services.GetRequiredService<SubscriptionStore>();
        await ExportRequests.UntilAsync(async () => (await store.FindAsync(made.Id(), CancellationToken.None))!.PlannedUntil > TimeProvider.System.GetUtcNow().AddDays(3));
        _clock.Advance(-Days);
        await ExportRequests.UntilAsync(async () => (await store.FindAsync(made.Id(), CancellationToken.None))!.PlannedUntil <= _clock.GetUtcNow());
        var early = await HistoryAsync(client, made);
        Assert.All(early, d => Assert.StartsWith("early ", d.GetProperty("occurrence").GetString(), StringComparison.Ordinal));

        // The next two due times are sent once each.
        var next = (await store.FindAsync(made.Id(), CancellationToken.None))!.NextDue!.Value;
        foreach (var due in new[] { next, next.AddHours(8) })
        {
            _clock.Advance(due.AddSeconds(5) - _clock.GetUtcNow());
            await ExportRequests.UntilAsync(async () => (await HistoryAsync(client, made)).Any(d => IsDelivered(d) && d.GetProperty("occurrence").GetString() == due.ToString("yyyy-MM-dd'T'HH:mm", null)));
        }

        var occurrences = (await HistoryAsync(client, made)).ConvertAll(d => d.GetProperty("occurrence").GetString()!);
        Assert.Equal(occurrences.Distinct(), occurrences);
        Assert.Equal(early.Count + 2, occurrences.Count);
    }

    [EngineFact]
    public async Task Occurrences_that_were_due_while_the_clock_was_ahead_are_caught_up()
    {
        await using var app = App();
        using var client = app.CreateClient();
        var made = await client.SubscribeAsync(["asha@example.org"], new { schedule = "0 * * * *" });
        _clock.Advance(TimeSpan.FromHours(1));
        await ExportRequests.UntilAsync(async () => (await HistoryAsync(client, made)).Any(IsDelivered));
        var first = Assert.Single(await HistoryAsync(client, made)).GetProperty("due").GetDateTimeOffset();
        _clock.Advance(Days);
        await ExportRequests.UntilAsync(async () => (await HistoryAsync(client, made)).Count(IsDelivered) == 2);

        // Three hours passed meanwhile.
        _clock.Advance(first.AddHours(3).AddSeconds(5) - _clock.GetUtcNow());
        await ExportRequests.UntilAsync(async () => (await HistoryAsync(client, made)).Any(d => IsDelivered(d) && d.GetProperty("due").GetDateTimeOffset() == first.AddHours(3)));
        var caughtUp = (await HistoryAsync(client, made)).Single(d => d.GetProperty("due").GetDateTimeOffset() == first.AddHours(3));
        Assert.Contains("Replaces 2 earlier", caughtUp.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_lease_from_a_clock_that_was_ahead_expires_soon()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(20260401)).Rich(), engine);
        await using var first = App(warehouse, maxConcurrent: "0");
        using var client = first.CreateClient();
        var made = await client.SubscribeAsync(["asha@example.org"]);
        _clock.Advance(Days);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await client.PostAsync($"{SubscriptionRequests.Route}/{made.Id()}/run", null)).StatusCode);
        var dead = await first.Services.GetRequiredService<OutboxStore>().ClaimAsync("dead", CancellationToken.None);
        Assert.NotNull(dead);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await client.PostAsync($"{SubscriptionRequests.Route}/{made.Id()}/run", null)).StatusCode);
        _clock.Advance(-Days);

        // One delivery waits four days for its due time, and one has a lease as long.
        await using var second = App(warehouse);
        using var other = second.CreateClient();
        await ExportRequests.UntilAsync(async () => (await HistoryAsync(other, made)).Any(IsDelivered));
        _clock.Advance(TimeSpan.FromMinutes(6));
        await ExportRequests.UntilAsync(async () => (await HistoryAsync(other, made)).Count(IsDelivered) == 2);
    }

    private AppWithRoles App(TestWarehouse? warehouse = null, string maxConcurrent = "2")
    {
        var settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2", ["Mail:LeaseSeconds"] = "3", ["Mail:MaxConcurrent"] = maxConcurrent };
        return warehouse is null ? new AppWithRoles { Engine = engine, Clock = _clock, Settings = settings } : new AppWithRoles { Warehouse = warehouse, Clock = _clock, Settings = settings };
    }

    private static Task<List<JsonElement>> HistoryAsync(HttpClient client, JsonElement made) => client.HistoryAsync(made);

    private static bool IsDelivered(JsonElement delivery) => ExportRequests.State(delivery) == "written";
}
