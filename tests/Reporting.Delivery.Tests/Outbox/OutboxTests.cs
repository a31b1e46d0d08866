using System.Text.Json;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;
using Xunit.Abstractions;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>Deliveries with a real relay, whose behaviour depends on the recipients' names.</summary>
public abstract class OutboxTests(OutboxTests.RelayAndHost relayed, ITestOutputHelper output)
{
    public sealed class OnSqlite(RelayAndHost relayed, ITestOutputHelper output) : OutboxTests(relayed, output), IClassFixture<RelayAndHost>;

    [OnServer]
    public sealed class OnSqlServer(RelayAndHost.OnServer relayed, ITestOutputHelper output) : OutboxTests(relayed, output), IClassFixture<RelayAndHost.OnServer>;

    [SmtpFact]
    public async Task Each_delivery_has_its_own_result_and_only_failed_ones_are_retried()
    {
        var made = await relayed.Host.SubscribeAsync(["fine@example.org", "greylist@example.org", "refuse@example.org", "drop-before@example.org"], s => s with { Notify = "maya@example.org" });
        var ended = (await relayed.Host.RunAsync(made)).ToDictionary(d => d.Recipient.Split('@')[0]);
        Assert.Equal((DeliveryState.Delivered, 1), End(ended["fine"]));
        Assert.Equal((DeliveryState.Delivered, 2), End(ended["greylist"]));
        Assert.Equal((DeliveryState.Refused, 1), End(ended["refuse"]));
        Assert.Equal((DeliveryState.Failed, 3), End(ended["drop-before"]));
        Assert.Contains("550 5.1.1", ended["refuse"].Reason, StringComparison.Ordinal);
        Assert.Single(Taken(ended["fine"]));

        // The owner gets one notice for all failed deliveries.
        var notice = Assert.Single(await relayed.Host.EndedAsync(made, all => all.Any(d => d.Kind == MailDelivery.Notice)), d => d.Kind == MailDelivery.Notice);
        Assert.Equal(("maya@example.org", DeliveryState.Delivered), (notice.Recipient, notice.State));
    }

    [SmtpFact]
    public async Task An_ambiguous_delivery_waits_is_resent_or_counts_as_sent_by_policy()
    {
        var asked = (await relayed.Host.RunAsync(await relayed.Host.SubscribeAsync(["drop-taken@example.org"])))[0];
        Assert.Equal((DeliveryState.Ambiguous, 1), End(asked));
        var assumed = (await relayed.Host.RunAsync(await relayed.Host.SubscribeAsync(["drop-lost@example.org"], s => s with { Ambiguous = AmbiguousPolicy.AssumeSent })))[0];
        Assert.Equal((DeliveryState.Delivered, 1), End(assumed));
        Assert.Empty(Taken(assumed));
        var resent = (await relayed.Host.RunAsync(await relayed.Host.SubscribeAsync(["drop-taken@example.org"], s => s with { Ambiguous = AmbiguousPolicy.Resend })))[0];
        Assert.Equal((DeliveryState.Failed, 3), End(resent));
        Assert.Equal(3, Taken(resent).Count);
    }

    [SmtpFact]
    public async Task A_deleted_mailed_file_is_made_again()
    {
        var made = await relayed.Host.SubscribeAsync(["fine@example.org"], s => s with { Parameters = [new("from", "2023")] });
        var sent = (await relayed.Host.RunAsync(made))[0];
        foreach (var file in Directory.GetFiles(relayed.Host.MailFiles))
        {
            File.Delete(file);
        }

        Assert.True(await relayed.Host.Get<DeliveryStore>().ResendAsync(sent.Id, "maya", CancellationToken.None));
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await relayed.Host.EndedAsync(made, _ => true)).State);
        Assert.Equal(2, Taken(sent).Count);
    }

    [SmtpFact]
    public async Task An_empty_report_is_not_sent_and_the_owner_gets_a_notice_unless_empty_is_allowed()
    {
        var broken = await relayed.Host.SubscribeAsync(["fine@example.org"], Empty);
        var failed = (await relayed.Host.RunAsync(broken))[0];
        Assert.Equal(DeliveryState.Failed, failed.State);
        Assert.Contains("The report is empty", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(Taken(failed));
        Assert.Contains(await relayed.Host.HistoryAsync(broken), d => d.Kind == MailDelivery.Notice);

        var quiet = await relayed.Host.SubscribeAsync(["fine@example.org"], s => Empty(s) with { SkipWhenEmpty = true });
        Assert.Equal(DeliveryState.Skipped, (await relayed.Host.RunAsync(quiet))[0].State);
        Assert.DoesNotContain(await relayed.Host.HistoryAsync(quiet), d => d.Kind == MailDelivery.Notice);

        static SubscriptionDefinition Empty(SubscriptionDefinition s) => s with { Parameters = [new("from", "1990"), new("to", "1991")], Notify = "maya@example.org" };
    }

    [SmtpFact]
    public async Task Many_deliveries_of_one_report_are_rendered_once()
    {
        var clock = new AdjustableClock();
        await using var host = await relayed.StartAsync(clock);
        var many = Enumerable.Range(0, TestRun.IsDeep ? 200 : 20).Select(i => $"r{i}@example.org").ToArray();

        // Two subscriptions with the same content share one rendering.
        var both = new[] { await host.SubscribeAsync(many[..^5], Hourly), await host.SubscribeAsync(many[^5..], Hourly) };
        clock.Advance(TimeSpan.FromHours(1));
        var begun = System.Diagnostics.Stopwatch.StartNew();
        var ended = (await host.EndedAsync(both[0], all => all.Count == many.Length - 5)).Concat(await host.EndedAsync(both[1], all => all.Count == 5)).ToList();
        output.WriteLine($"{many.Length} deliveries in {begun.Elapsed.TotalSeconds:0.0} s");
        Assert.All(ended, d => Assert.Equal(DeliveryState.Delivered, d.State));
        Assert.Equal(1, host.Get<MailPreparer>().Made);

        SubscriptionDefinition Hourly(SubscriptionDefinition s) => s with { Schedule = "0 * * * *", Formats = [TestRun.IsDeep ? "pdf" : "csv"] };
    }

    [SmtpFact]
    public async Task Due_times_follow_the_clock_and_unchanged_reports_are_skipped()
    {
        var clock = new AdjustableClock();
        await using var host = await relayed.StartAsync(clock);
        var made = await host.SubscribeAsync(["fine@example.org"], s => s with { Schedule = "0 * * * *", SkipWhenUnchanged = true });
        // After half a day, the last occurrence replaces the missed ones.
        clock.Advance(TimeSpan.FromHours(12));
        var first = Assert.Single(await host.EndedAsync(made, all => all.Count == 1));
        Assert.Equal(DeliveryState.Delivered, first.State);
        Assert.Contains("Replaces 11 earlier", first.Note, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DeliveryState.Skipped, (await host.EndedAsync(made, all => all.Count == 2))[0].State);

        // A new data version with the same figures counts as unchanged; one with other figures does not.
        await host.ImportAsync("Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country\nnew-1,Talks,2025,meeting,dialogue,cyber-security,someone,Someone,person,IN\n");
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DeliveryState.Delivered, (await host.EndedAsync(made, all => all.Count == 3))[0].State);
        var counts = await host.Get<DeliveryStore>().CountAsync(null, CancellationToken.None);
        Assert.Equal((2, 1, 0), (counts.ByState["delivered"], counts.ByState["skipped"], counts.Late));
        Assert.Equal(3, host.Get<MailPreparer>().Made);
    }

    private static (DeliveryState State, int Attempts) End(MailDelivery delivery) => (delivery.State, delivery.Attempts);

    private List<JsonElement> Taken(MailDelivery delivery) =>
        [.. relayed.Relay.Events("accepted").Where(e => e.GetProperty("message_id").GetString()!.Trim('<', '>') == delivery.MessageId)];

    /// <summary>A relay and a host that sends to it, for all tests of a class.</summary>
    public class RelayAndHost : IAsyncLifetime
    {
        private readonly WarehouseProvider _engine;
        private FaultServer? _relay;
        private MailHost? _host;

        public RelayAndHost()
            : this(WarehouseProvider.Sqlite)
        {
        }

        private RelayAndHost(WarehouseProvider engine) => _engine = engine;

        public sealed class OnServer() : RelayAndHost(WarehouseProvider.SqlServer);

        public FaultServer Relay => _relay!;

        public MailHost Host => _host!;

        public Task<MailHost> StartAsync(TimeProvider? clock) =>
            MailHost.StartAsync(_engine, clock, ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{Relay.Port}"));

        public async Task InitializeAsync()
        {
            if (FaultServer.Missing is null && !TestServer.Lacks(_engine))
            {
                _relay = await FaultServer.StartAsync();
                _host = await StartAsync(null);
            }
        }

        public async Task DisposeAsync()
        {
            if (_host is not null)
            {
                await _host.DisposeAsync();
            }

            _relay?.Dispose();
        }
    }
}
