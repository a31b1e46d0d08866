using MimeKit;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>A subscription to an edition.</summary>
public abstract class EditionMailTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EditionMailTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EditionMailTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind\n";

    [EngineFact]
    public async Task A_subscription_to_an_edition_mails_it_until_it_is_withdrawn_and_then_says_why_not()
    {
        await using var host = await MailHost.StartAsync(engine);
        await host.ImportAsync(Header + "x-1,First,2031,visit,alpha,p,person\n");
        Assert.Null((await host.Get<EditionPublisher>().PublishAsync(new NewEdition("2031-final", "final", "", "t"), CancellationToken.None)).Problem);
        await host.ImportAsync(Header + "x-1,First,2031,visit,beta,p,person\n");
        var of = new SubscriptionDefinition { Report = MailHost.Report, Parameters = [new("from", "2031"), new("to", "2031")], Edition = "2031-final", Formats = ["csv"], Schedule = "0 8 29 2 *", Recipients = new Recipients(["asha@example.org"], [], []) };
        var made = await host.SubscribeAsync(["asha@example.org"], _ => of);

        var sent = Assert.Single(await host.RunAsync(made));
        var mail = await MimeMessage.LoadAsync(host.Eml(sent));
        Assert.Contains("Edition: 2031-final", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("2031-final", mail.HtmlBody, StringComparison.Ordinal);
        var file = Assert.Single(mail.Attachments.OfType<MimePart>());
        Assert.Contains("edition-2031-final", file.FileName, StringComparison.Ordinal);
        using var reader = new StreamReader(file.Content!.Open());
        Assert.Contains("Alpha", await reader.ReadToEndAsync(), StringComparison.OrdinalIgnoreCase);
        var today = Assert.Single(await host.RunAsync(await host.SubscribeAsync(["asha@example.org"], _ => of with { Edition = null })));
        Assert.DoesNotContain("Edition", (await MimeMessage.LoadAsync(host.Eml(today))).TextBody, StringComparison.Ordinal);

        Assert.Equal("unknown-edition", (await host.Get<SubscriptionService>().AddAsync(of with { Edition = "nowhere" }, Caller.Local, CancellationToken.None)).Problem?.Code);
        Assert.Null((await host.Get<EditionPublisher>().WithdrawAsync("2031-final", "t", "Wrong.", CancellationToken.None)).Problem);
        Assert.Equal("edition-withdrawn", (await host.Get<SubscriptionService>().AddAsync(of, Caller.Local, CancellationToken.None)).Problem?.Code);
        var refused = Assert.Single(await host.RunAsync(made));
        Assert.Equal(DeliveryState.Failed, refused.State);
        Assert.StartsWith("edition-withdrawn: The edition '2031-final' was withdrawn. Wrong.", refused.Reason, StringComparison.Ordinal);
        Assert.Null((await host.Get<EditionPublisher>().DeleteAsync("2031-final", "t", "", CancellationToken.None)).Problem);
        Assert.StartsWith("unknown-edition: ", Assert.Single(await host.RunAsync(made)).Reason, StringComparison.Ordinal);
    }
}
