using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>What a mail says about the mail before: new, corrected and withdrawn engagements.</summary>
public abstract class ChangesTests(WarehouseProvider engine) : IDisposable
{
    public sealed class OnSqlite() : ChangesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ChangesTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-mail-test-").FullName;

    [SmtpTheory]
    [InlineData("en", "Changes since the last mail (", "New (7)", "Corrected (1)", "Withdrawn (1)", "All 9 changes", "No engagement was added, corrected or withdrawn since the last mail (")]
    [InlineData("hi", "पिछले मेल (", "नई (7)", "सुधारी गई (1)", "हटाई गई (1)", "सभी 9 बदलाव", "न जोड़ी गई, न सुधारी गई और न हटाई गई")]
    [InlineData("he", "שינויים מאז הדואר הקודם (", "נוספו (7)", "תוקנו (1)", "הוסרו (1)", "כל 9 השינויים", "לא נוספו, לא תוקנו ולא הוסרו פעילויות")]
    public async Task A_mail_names_the_first_five_changes_since_the_last_mail_and_links_to_the_rest(
        string language, string title, string added, string corrected, string withdrawn, string rest, string nothing)
    {
        var clock = new AdjustableClock();
        await using var host = await MailHost.StartAsync(engine, clock);
        await host.ImportAsync(Header + Row("fix-1", "Talks with a mistake"));
        var undone = await host.ImportAsync(Header + Row("old-1", "Talks that never were"));
        var made = await host.SubscribeAsync(["asha@example.org"], d => d with { Language = language, Schedule = "0 * * * *" });

        // There is nothing to compare the first mail with.
        var text = await NextAsync(host, clock, made, 1);
        Assert.DoesNotContain(title, text, StringComparison.Ordinal);
        Assert.DoesNotContain(nothing, text, StringComparison.Ordinal);
        Assert.Contains(nothing, await NextAsync(host, clock, made, 2), StringComparison.Ordinal);

        await host.ImportAsync(Header + string.Concat(Enumerable.Range(1, 7).Select(i => Row($"new-{i}", $"New talks {i}"))));
        await host.ImportAsync(Header + Row("fix-1", "Talks as they were"));
        Assert.Null((await host.Get<ImportRunner>().UndoAsync(undone)).Problem);
        text = await NextAsync(host, clock, made, 3);
        Assert.All([title, added, corrected, withdrawn, rest], said => Assert.Contains(said, text, StringComparison.Ordinal));
        var named = text.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, named.Count);
        Assert.Equal((3, 1, 1), (named.Count(n => n.Contains(": New talks", StringComparison.Ordinal)), named.Count(n => n.Contains(": Talks as they were", StringComparison.Ordinal)), named.Count(n => n.Contains(": Talks that never were", StringComparison.Ordinal))));
        Assert.Contains("https://reports.test/links/", text[text.IndexOf(rest, StringComparison.Ordinal)..].Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains(nothing, await NextAsync(host, clock, made, 4), StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task Mails_about_other_parameters_are_not_compared()
    {
        var clock = new AdjustableClock();
        await using var host = await MailHost.StartAsync(engine, clock);
        var made = await host.SubscribeAsync(["asha@example.org"], d => d with { Schedule = "0 * * * *", Parameters = [new("from", "2024")] });
        await NextAsync(host, clock, made, 1);
        var service = host.Get<SubscriptionService>();
        var changed = (await host.Get<SubscriptionStore>().FindAsync(made.Id, CancellationToken.None))!;
        Assert.Null((await service.ChangeAsync(changed, changed.Definition with { Parameters = [new("from", "2023")] }, Engine.Access.Caller.Local, CancellationToken.None)).Problem);
        Assert.DoesNotContain("since the last mail", await NextAsync(host, clock, made, 2), StringComparison.Ordinal);
    }

    [SmtpTheory]
    [InlineData("en", " engagements in 2025")]
    [InlineData("hi", "2025")]
    [InlineData("he", "2025")]
    public async Task The_subject_is_the_headline_and_a_mail_without_a_relay_is_written_to_a_file(string language, string said)
    {
        await using var host = await MailHost.StartAsync(engine);
        var made = await host.SubscribeAsync(["asha@example.org"], d => d with { Report = "country-pair", Language = language, Parameters = [new("country", "IN"), new("partner", "IL"), new("years", "2025")] });
        var copy = Assert.Single(await host.RunAsync(made));
        var name = Path.GetFileName(host.Eml(copy));
        Assert.Equal((DeliveryState.Written, $"Written to a file: {name}. No relay is set."), (copy.State, copy.Reason));
        var mail = await MailReader.ReadAsync(host.Eml(copy), _folder);
        var (subject, lines) = (mail.Header("Subject")!, mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n").Split('\n'));
        Assert.Contains(said, subject, StringComparison.Ordinal);
        Assert.Equal(lines[2], subject);
        var counts = await host.Get<DeliveryStore>().CountAsync(null, CancellationToken.None);
        Assert.Equal((0, 1), (counts.ByState["delivered"], counts.ByState["written"]));
        var store = host.Get<DeliveryStore>();
        Assert.Single(await store.ListAsync(new DeliveryFilter { State = DeliveryState.Written }, 10, CancellationToken.None));
        Assert.Empty(await store.ListAsync(new DeliveryFilter { State = DeliveryState.Delivered }, 10, CancellationToken.None));
    }

    private static string Row(string code, string title) => $"{code},{title},2025-03-04,meeting,dialogue,cyber-security,someone,Someone,person,IN\n";

    private async Task<string> NextAsync(MailHost host, AdjustableClock clock, Subscription made, int count)
    {
        clock.Advance(TimeSpan.FromHours(1));
        var sent = (await host.EndedAsync(made, all => all.Count == count))[0];
        Assert.Equal(DeliveryState.Written, sent.State);
        return (await MailReader.ReadAsync(host.Eml(sent), _folder)).GetProperty("text").GetString()!.ReplaceLineEndings("\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
