using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Tests.Outbox;
using Reporting.Delivery.Tests.Webhooks;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Delivery.Tests.Alerts;

/// <summary>Alerts over real data, told by mail and to a real receiver. Each test checks by hand and has engagements of its own.</summary>
public abstract class AlertsTests(AlertsTests.HostAndReceiver fixture)
{
    public sealed class OnSqlite(HostAndReceiver fixture) : AlertsTests(fixture), IClassFixture<HostAndReceiver>;

    [OnServer]
    public sealed class OnSqlServer(HostAndReceiver.OnServer fixture) : AlertsTests(fixture), IClassFixture<HostAndReceiver.OnServer>;

    private const string Header = "Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,Status\n";

    private MailHost Host => fixture.Host;

    [EngineFact]
    public async Task A_figure_above_its_threshold_is_reported_by_mail_and_webhook_with_its_counting_rule_and_link()
    {
        var alert = await AddAsync(
            new AlertCondition(AlertKind.Above, 5), [new("year", "2022")], d => d with { Name = "Busy year", Recipients = ["Asha@example.org"], Webhooks = [fixture.Receiver.Address("200/busy")] });
        var check = await CheckAsync(alert);
        Assert.Equal((AlertOutcome.Sent, "7"), (check.Outcome, Assert.Single(check.Items).Value));
        var sent = await SentAsync(alert, 2);
        Assert.Equal([("127.0.0.1", DeliveryState.Delivered), ("asha@example.org", DeliveryState.Written)], sent.Select(d => (d.Recipient.Split('/')[0], d.State)).Order());

        var mail = MimeKit.MimeMessage.Load(Host.Eml(sent.Single(d => d.Target is null)));
        Assert.Equal("Busy year: Engagements above 5: 7", mail.Subject);
        Assert.Contains("Engagements: 7", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("An engagement in several domains counts once", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://reports.test/explore?measures=engagements&year=2022", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://reports.test/unsubscribe/", mail.HtmlBody, StringComparison.Ordinal);

        var told = Assert.Single(fixture.Receiver.Received, m => m.Path == "200/busy");
        var secret = Convert.FromBase64String(Host.Get<Delivery.Links.MailLinks>().WebhookSecret(alert.Id, alert.Definition.Webhooks[0])["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{told.Id}.{told.Headers["webhook-timestamp"]}.{told.Body}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)), told.Headers["webhook-signature"]);
        var body = JsonDocument.Parse(told.Body).RootElement;
        Assert.Equal(("alert.met", 7m), (body.GetProperty("type").GetString(), body.GetProperty("items")[0].GetProperty("number").GetDecimal()));

        // It is not told again while it stays met, and the history says why.
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.NotReset), await OutcomeAsync(alert));
        Assert.Equal([AlertOutcome.Suppressed, AlertOutcome.Sent], (await Host.Get<AlertHistory>().ListAsync(alert.Id, null, 10, CancellationToken.None)).Select(c => c.Check.Outcome));
        Assert.Equal(2, (await SentAsync(alert, 2)).Count);
    }

    [EngineFact]
    public async Task A_new_engagement_is_reported_once_and_a_corrected_one_is_not_new()
    {
        await Host.ImportAsync(Header + "match-1,Old talks,2024,meeting,dialogue,alert-matching,someone,Someone,person,IN,\n");
        var alert = await AddAsync(new AlertCondition(AlertKind.Matches), [new("domain", "alert-matching")]);
        Assert.Equal(AlertOutcome.First, (await CheckAsync(alert)).Outcome);
        await Host.ImportAsync(Header + "match-1,Old talks renamed,2024,meeting,dialogue,alert-matching,someone,Someone,person,IN,\nmatch-2,New talks,2024-05,meeting,dialogue,alert-matching,someone,Someone,person,IN,\n");
        Assert.Equal(["match-2"], (await CheckAsync(alert)).Items.Select(i => i.Key));
        await Host.ImportAsync(Header + "match-2,New talks renamed,2024-05,meeting,dialogue,alert-matching,someone,Someone,person,IN,\nmatch-1,Old talks,2024,meeting,dialogue,cyber-security,someone,Someone,person,IN,\n");
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
        await Host.ImportAsync(Header + "match-1,Old talks,2024,meeting,dialogue,alert-matching,someone,Someone,person,IN,\n");
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
    }

    [EngineFact]
    public async Task A_member_that_appears_for_the_first_time_is_reported()
    {
        await Host.ImportAsync(Header + "first-1,Talks,2024,meeting,dialogue,alert-first,first-a,Asha,person,IN,\n");
        var alert = await AddAsync(new AlertCondition(AlertKind.First), [new("by", "participant"), new("domain", "alert-first")]);
        Assert.Equal(AlertOutcome.First, (await CheckAsync(alert)).Outcome);
        await Host.ImportAsync(Header + "first-2,Talks,2024,meeting,dialogue,alert-first,first-a,Asha,person,IN,\nfirst-2,Talks,2024,meeting,dialogue,,first-b,Ben,person,IL,\n");
        Assert.Equal(["Ben"], (await CheckAsync(alert)).Items.Select(i => i.Label));
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
    }

    [EngineFact]
    public async Task Silence_is_reported_only_where_no_stated_date_can_be_later()
    {
        // The data are of today. An engagement of the month or the year of the limit may have been after it.
        var limit = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(-6);
        string[] lines =
        [
            Line("exact-before", limit.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Line("exact-after", limit.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Line("month-before", limit.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            Line("month-of-limit", limit.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            Line("year-of-limit", limit.ToString("yyyy", CultureInfo.InvariantCulture)),
            Line("both", limit.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Line("both", limit.ToString("yyyy", CultureInfo.InvariantCulture), "-2"),
            Line("undated", "unknown"),
        ];
        await Host.ImportAsync(Header + string.Concat(lines));
        var alert = await AddAsync(new AlertCondition(AlertKind.Silent, Months: 6), [new("by", "domain"), new("participant_any", "silent-person")]);
        Assert.Equal(["exact-before", "month-before"], (await CheckAsync(alert)).Items.Select(i => i.Key).Order());

        static string Line(string domain, string start, string more = "") => $"silent-{domain}{more},Talks,{start},meeting,dialogue,{domain},silent-person,Someone,person,IN,\n";
    }

    [EngineFact]
    public async Task A_planned_engagement_whose_day_is_over_is_reported()
    {
        await Host.ImportAsync(Header + "planned-1,Planned talks,2024-03-01,meeting,dialogue,alert-planned,someone,Someone,person,IN,planned\nplanned-2,Later talks,2199,meeting,dialogue,alert-planned,someone,Someone,person,IN,planned\nplanned-3,Held talks,2024-03-01,meeting,dialogue,alert-planned,someone,Someone,person,IN,\n");
        var alert = await AddAsync(new AlertCondition(AlertKind.Overdue), [new("domain", "alert-planned")]);
        Assert.Equal(["planned-1"], (await CheckAsync(alert)).Items.Select(i => i.Key));
        await Host.ImportAsync(Header + "planned-1,Planned talks,2024-03-01,meeting,dialogue,alert-planned,someone,Someone,person,IN,\n");
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
    }

    [EngineFact]
    public async Task An_overdue_commitment_is_reported_once_for_each_due_date_until_it_is_delivered()
    {
        await ImportAsync("2024-03", "2199");
        var alert = await AddAsync(new AlertCondition(AlertKind.OverdueCommitments), [new("domain", "alert-commitments")], d => d with { Language = "en", QuietHours = 0 });
        var first = await CheckAsync(alert);
        var item = Assert.Single(first.Items);
        Assert.Equal(("promise-1\na\n2024-03-31", "Build a port (Promise)", "March 2024", "/engagements/promise-1"), (item.Key, item.Label, item.Value, item.Page));
        var sent = await SentAsync(alert, 1);
        var mail = MimeKit.MimeMessage.Load(Host.Eml(sent[0]));
        Assert.Equal("Test: Commitments whose due date has passed: Build a port (Promise)", mail.Subject);
        Assert.Contains("https://reports.test/commitments?state=late&domain=alert-commitments", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.NotReset), await OutcomeAsync(alert));

        await ImportAsync("2024-05", "2024-06");
        Assert.Equal(["promise-1\na\n2024-05-31", "promise-1\nb\n2024-06-30"], (await CheckAsync(alert)).Items.Select(i => i.Key));
        await ImportAsync("2024-05", "2199", "delivers");
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
        await ImportAsync("2024-05", "2199");
        Assert.Equal(["promise-1\na\n2024-05-31"], (await CheckAsync(alert)).Items.Select(i => i.Key));

        async Task ImportAsync(string due, string later, string evidence = "") => await Host.ImportAsync(
            "Code,Title,Start,Type,Category,Domain,Participant,ParticipantKind,Country,Commitment,CommitmentText,CommitmentDomain,CommitmentDue,Evidence,EvidenceKind\n"
            + $"promise-1,Promise,2024-01,pact,agreement,alert-commitments,someone,person,IN,a,Build a port,alert-commitments,{due},{(evidence.Length == 0 ? string.Empty : "promise-2")},{evidence}\n"
            + $"promise-1,,,,,,,,,b,Train staff,alert-commitments,{later},,\n"
            + "promise-2,Opening,2024-07,visit,visit,alert-commitments,someone,person,IN,,,,,,\n");
    }

    [EngineFact]
    public async Task Data_are_old_some_days_after_the_last_import()
    {
        await Host.ImportAsync(Header + "old-1,Talks,2024,meeting,dialogue,cyber-security,someone,Someone,person,IN,\n");
        var clock = new AdjustableClock();
        var reader = new AlertReader(
            Host.Get<QueryParameters>(), Host.Get<AggregateRunner>(), Host.Get<EngagementRunner>(), Host.Get<CommitmentRunner>(), Host.Get<AlertFigureReader>(), Host.Get<DataVersionStore>(), Host.Get<CurrentModel>(), clock);
        var definition = new AlertDefinition { Name = "Old", Condition = new AlertCondition(AlertKind.Stale, Days: 3) };
        Assert.Empty((await FoundAsync()).Items);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Single((await FoundAsync()).Items);

        async Task<AlertFinding> FoundAsync() => (await reader.ReadAsync(definition, null, Caller.Local, isStored: true, CancellationToken.None)).Value!;
    }

    [EngineFact]
    public async Task A_figure_of_a_report_is_watched()
    {
        var alert = await AddAsync(new AlertCondition(AlertKind.Above, 0), [], d => d with { Report = "cooperation-by-year-and-domain", Parameters = [new("from", "2022"), new("to", "2022")], Figure = "engagements" });
        Assert.Equal("7", Assert.Single((await CheckAsync(alert)).Items).Value);
        var refused = await Host.Get<AlertService>().AddAsync(alert.Definition with { Figure = "amount_usd" }, Caller.Local, CancellationToken.None);
        Assert.Equal("bad-alert", refused.Problem?.Code);
    }

    [EngineFact]
    public async Task The_owner_is_notified_of_a_webhook_that_is_refused()
    {
        var alert = await AddAsync(new AlertCondition(AlertKind.Above, 0), [], d => d with { Recipients = [], Webhooks = [fixture.Receiver.Address("410"), fixture.Receiver.Address("503")], Notify = "maya@example.org", Language = "he" });
        await CheckAsync(alert);
        var ended = await SentAsync(alert, 3);
        Assert.Equal([(DeliveryState.Written, 1), (DeliveryState.Refused, 1), (DeliveryState.Failed, 3)], ended.Select(d => (d.State, d.Attempts)).Order());
        var notice = MimeKit.MimeMessage.Load(Host.Eml(ended.Single(d => d.Kind == MailDelivery.Notice)));
        Assert.Contains($"https://reports.test/alerts/{alert.Id}", notice.TextBody, StringComparison.Ordinal);
        Assert.Contains("בעיה במשלוח", notice.Subject, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_check_says_why_it_failed()
    {
        await Host.ImportAsync(Header + "gone-1,Talks,2024,meeting,dialogue,alert-gone,someone,Someone,person,IN,\n");
        var alert = await AddAsync(new AlertCondition(AlertKind.Above, 5), [new("domain", "alert-gone")]);
        await Host.ImportAsync(Header + "gone-1,Talks,2024,meeting,dialogue,cyber-security,someone,Someone,person,IN,\n");
        Assert.Equal(AlertOutcome.NotMet, (await CheckAsync(alert)).Outcome);
        var wrong = alert.Definition with { Query = [new("by", "nothing")] };
        await Host.Get<AlertStore>().ChangeAsync((await FoundAsync(alert)) with { Definition = wrong }, CancellationToken.None);
        var failed = await CheckAsync(alert);
        Assert.Equal(AlertOutcome.Failed, failed.Outcome);
        Assert.StartsWith("unknown-dimension", failed.Reason, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("above", null, "bad-alert")]
    [InlineData("silent", null, "bad-alert")]
    [InlineData("first", null, "bad-alert")]
    [InlineData("matches", "measures=people", "unknown-parameter")]
    [InlineData("stale", "domain=cyber-security", "bad-alert")]
    [InlineData("overdue", "domain=nothing-like-it", "unknown-member")]
    public async Task A_definition_that_does_not_fit_together_is_refused(string kind, string? query, string code)
    {
        var condition = new AlertCondition(Enum.Parse<AlertKind>(kind, ignoreCase: true), Days: 5);
        var definition = new AlertDefinition { Name = "test", Condition = condition, Recipients = ["asha@example.org"], Query = query is null ? [] : [new(query.Split('=')[0], query.Split('=')[1])] };
        Assert.Equal(code, (await Host.Get<AlertService>().AddAsync(definition, Caller.Local, CancellationToken.None)).Problem?.Code);
    }

    private async Task<Alert> AddAsync(AlertCondition condition, IReadOnlyList<KeyValuePair<string, string>> query, Func<AlertDefinition, AlertDefinition>? more = null)
    {
        var definition = new AlertDefinition { Name = "Test", Condition = condition, Query = query, Recipients = ["asha@example.org"], QuietHours = 0 };
        var added = await Host.Get<AlertService>().AddAsync(more?.Invoke(definition) ?? definition, Caller.Local, CancellationToken.None);
        return added.IsValue(out var alert, out var problem) ? alert : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }

    private async Task<Alert> FoundAsync(Alert alert) => Assert.IsType<Alert>(await Host.Get<AlertStore>().FindAsync(alert.Id, CancellationToken.None));

    private async Task<AlertCheck> CheckAsync(Alert alert) =>
        (await Host.Get<AlertService>().CheckNowAsync(alert, CancellationToken.None)).IsValue(out var check, out var problem) ? check : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");

    private async Task<(AlertOutcome, string?)> OutcomeAsync(Alert alert) => await CheckAsync(alert) is var check ? (check.Outcome, check.Reason) : default;

    private async Task<IReadOnlyList<MailDelivery>> SentAsync(Alert alert, int count)
    {
        for (var waited = 0; ; waited++)
        {
            var all = await Host.Get<DeliveryStore>().ListAsync(new DeliveryFilter { SubscriptionId = alert.Id }, 100, CancellationToken.None);
            if (all.Count == count && all.All(d => !d.IsUnderWay))
            {
                return all;
            }

            Assert.True(waited < 1_200, $"Not ended: {string.Join(", ", all.Select(d => $"{d.Recipient} {d.State} {d.Reason}"))}");
            await Task.Delay(50);
        }
    }

    public class HostAndReceiver : IAsyncLifetime
    {
        private MailHost? _host;

        public HostAndReceiver()
            : this(WarehouseProvider.Sqlite)
        {
        }

        private HostAndReceiver(WarehouseProvider engine) => Engine = engine;

        public sealed class OnServer() : HostAndReceiver(WarehouseProvider.SqlServer);

        public WarehouseProvider Engine { get; }

        public MailHost Host => _host!;

        public HttpReceiver Receiver { get; } = new();

        public async Task InitializeAsync() => _host = TestServer.Lacks(Engine)
            ? null
            : await MailHost.StartAsync(Engine, null, ("Alerts:PollSeconds", "0"), ("Webhooks:AllowHttp", "true"), ("Webhooks:AllowPrivateAddresses", "true"));

        public async Task DisposeAsync()
        {
            Receiver.Dispose();
            if (_host is not null)
            {
                await _host.DisposeAsync();
            }
        }
    }
}
