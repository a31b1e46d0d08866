using Reporting.Delivery.Subscriptions;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>Who reads what of the others in a mail, by the file that is written to the folder.</summary>
public abstract class RecipientsTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : RecipientsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RecipientsTests(WarehouseProvider.SqlServer);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-recipients-").FullName;
    private MailHost _host = null!;

    public async Task InitializeAsync() => _host = await MailHost.StartAsync(engine);

    [SmtpFact]
    public async Task Everybody_sees_to_and_cc_and_nobody_bcc()
    {
        var made = await _host.SubscribeAsync([], s => s with { Recipients = new Recipients(["asha@example.org"], ["ben@example.org"], ["chaya@example.org"]) });
        var copies = await _host.RunAsync(made);
        Assert.Equal(3, copies.Count);
        foreach (var copy in copies)
        {
            var mail = await MailReader.ReadAsync(_host.Eml(copy), _folder);
            Assert.Equal(("asha@example.org", "ben@example.org"), (mail.Header("To"), mail.Header("Cc")));
            Assert.DoesNotContain("chaya", (await File.ReadAllTextAsync(_host.Eml(copy)))[..2_000], StringComparison.OrdinalIgnoreCase);
        }
    }

    [SmtpFact]
    public async Task Parameters_of_one_recipient_are_for_them_alone()
    {
        var made = await _host.SubscribeAsync(["asha@example.org", "ben@example.org"], s => s with
        {
            PerRecipient = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> { ["ben@example.org"] = [new("domain", "cyber-security")] },
        });
        var copies = await _host.RunAsync(made);
        Assert.Equal(2, copies.Count);
        foreach (var copy in copies)
        {
            var mail = await MailReader.ReadAsync(_host.Eml(copy), _folder);
            var text = mail.GetProperty("text").GetString()!;
            Assert.Equal(copy.Recipient, mail.Header("To"));
            Assert.Equal(copy.Recipient == "ben@example.org", text.Contains("Cyber security", StringComparison.Ordinal) && text.Contains("Engagements: 2", StringComparison.Ordinal));
        }
    }

    [SmtpFact]
    public async Task A_file_that_does_not_fit_is_linked_and_the_rest_is_attached()
    {
        await using var host = await MailHost.StartAsync(engine, null, ("Mail:MaxBytes", "150000"));
        var made = await host.SubscribeAsync(["asha@example.org"], s => s with { Formats = ["xlsx", "csv"] });
        var mail = await MailReader.ReadAsync(host.Eml(Assert.Single(await host.RunAsync(made))), _folder);
        Assert.EndsWith(".csv", Assert.Single(mail.GetProperty("files").EnumerateArray()).GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"xlsx is not attached: it takes \d+\.\d MB in a mail, and the whole mail may take 0\.1 MB", mail.GetProperty("text").GetString());
        Assert.Matches("https://reports.test/links/[A-Za-z0-9_.-]+", mail.GetProperty("text").GetString());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
