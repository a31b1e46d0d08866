using Reporting.Delivery.Subscriptions;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>Which recipients a mail names, read from the file in the folder.</summary>
public abstract class RecipientsTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : RecipientsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RecipientsTests(WarehouseProvider.SqlServer);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-recipients-").FullName;
    private MailHost _host = null!;

    public async Task InitializeAsync() => _host = await MailHost.StartAsync(engine);

    [SmtpFact]
    public async Task A_mail_names_to_and_cc_but_never_bcc()
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
    public async Task A_recipients_own_parameters_apply_only_to_that_recipient()
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
        Assert.Matches(@"xlsx \(\d+\.\d MB\) is too large to attach: a mail may hold 0\.1 MB", mail.GetProperty("text").GetString());
        Assert.Matches("https://reports.test/links/[A-Za-z0-9_.-]+", mail.GetProperty("text").GetString());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
