using Reporting.Delivery.Outbox;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>All texts of mails and notices are in the language of the subscription.</summary>
public abstract class MailLanguagesTests(WarehouseProvider engine) : IDisposable
{
    public sealed class OnSqlite() : MailLanguagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MailLanguagesTests(WarehouseProvider.SqlServer);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-mail-test-").FullName;

    [SmtpTheory]
    [InlineData("en", "ltr", "every Monday at 08:00", "is too large to attach: a mail may hold", "Unsubscribe", "Replaces 3 earlier reports", "The delivery to asha@example.org was not sent:", "Delivery problem: Weekly")]
    [InlineData("hi", "ltr", "हर सोमवार को 08:00 बजे", "संलग्न करने के लिए बहुत बड़ी है", "सदस्यता समाप्त करें", "3 पिछली रिपोर्टों", "asha@example.org को डिलीवरी नहीं भेजी गई", "डिलीवरी में समस्या: Weekly")]
    [InlineData("he", "rtl", "בכל יום שני בשעה 08:00", "גדול מכדי לצרף", "ביטול המינוי", "מחליף 3 דוחות קודמים", "המשלוח אל \u2068asha@example.org\u2069 לא נשלח", "בעיה במשלוח: \u2068Weekly\u2069")]
    public async Task Closing_links_notes_and_notices_are_in_the_language_of_the_subscription(
        string language, string direction, string schedule, string tooLarge, string unsubscribe, string standsFor, string notSent, string broken)
    {
        var clock = new AdjustableClock();
        await using var host = await MailHost.StartAsync(engine, clock, ("Mail:MaxBytes", "100000"));

        // Four Mondays were missed, and the last one is sent. The file is too large to attach.
        var made = await host.SubscribeAsync(["asha@example.org"], d => d with { Name = "Weekly", Language = language, Formats = ["xlsx"], Schedule = "weekly monday", Subject = "{report}, {date}" });
        clock.Advance(TimeSpan.FromDays(28));
        var mail = await MailReader.ReadAsync(host.Eml(Assert.Single(await host.EndedAsync(made, all => all.Count == 1))), _folder);
        var (text, html) = (mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString()!);
        Assert.Contains($"""<html lang="{language}" dir="{direction}">""", html, StringComparison.Ordinal);
        Assert.All([text, html], body =>
        {
            Assert.Contains(schedule, body, StringComparison.Ordinal);
            Assert.Contains(tooLarge, body, StringComparison.Ordinal);
            Assert.Contains(unsubscribe, body, StringComparison.Ordinal);
            Assert.Contains(standsFor, body, StringComparison.Ordinal);
        });

        // The other languages contain no English text, except names and texts that people wrote.
        var english = new[] { "set up by", "not attached", "earlier occurrence", "until", "Unsubscribe", "Attached", "December", "Data version" };
        Assert.All(english.Where(_ => language != "en"), word => Assert.DoesNotContain(word, text + mail.Header("Subject"), StringComparison.Ordinal));

        // An empty report is not sent, and its owner gets the reason.
        var empty = await host.SubscribeAsync(["asha@example.org"], d => d with { Name = "Weekly", Language = language, Parameters = [new("from", "1990"), new("to", "1991")], Notify = "maya@example.org" });
        await host.RunAsync(empty);
        var notice = (await host.EndedAsync(empty, all => all.Any(d => d.Kind == MailDelivery.Notice))).Single(d => d.Kind == MailDelivery.Notice);
        var noticeMail = await MailReader.ReadAsync(host.Eml(notice), _folder);
        Assert.Equal(broken, noticeMail.Header("Subject"));
        Assert.Contains(notSent, noticeMail.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Contains($"https://reports.test/subscriptions/{empty.Id}", noticeMail.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Contains($"""<html lang="{language}" dir="{direction}">""", noticeMail.GetProperty("html").GetString()!, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
