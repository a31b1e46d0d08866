using Reporting.Delivery.Outbox;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>All words of a mail, its notices included, are in the language of the subscription.</summary>
public abstract class MailLanguagesTests(WarehouseProvider engine) : IDisposable
{
    public sealed class OnSqlite() : MailLanguagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MailLanguagesTests(WarehouseProvider.SqlServer);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-mail-test-").FullName;

    [SmtpTheory]
    [InlineData("en", "ltr", "every Monday at 08:00", "is not attached: it takes", "Unsubscribe", "Stands for 3 earlier occurrences", "The copy for asha@example.org was not sent:", "Not sent as it should be: Weekly")]
    [InlineData("hi", "ltr", "हर सोमवार को 08:00 बजे", "संलग्न नहीं है", "सदस्यता समाप्त करें", "3 पिछली नियत मेलों", "asha@example.org की प्रति नहीं भेजी गई", "ठीक से नहीं भेजी गई: Weekly")]
    [InlineData("he", "rtl", "בכל יום שני בשעה 08:00", "אינו מצורף", "ביטול המינוי", "במקום 3 משלוחים קודמים", "העותק עבור \u2068asha@example.org\u2069 לא נשלח", "לא נשלח כראוי: \u2068Weekly\u2069")]
    public async Task Closing_links_notes_and_notices_speak_the_language_of_the_subscription(
        string language, string direction, string schedule, string tooLarge, string unsubscribe, string standsFor, string notSent, string broken)
    {
        var clock = new TurnedClock();
        await using var host = await MailHost.StartAsync(engine, clock, ("Mail:MaxBytes", "100000"));

        // Four Mondays, of which the last is sent; the file does not fit.
        var made = await host.SubscribeAsync(["asha@example.org"], d => d with { Name = "Weekly", Language = language, Formats = ["xlsx"], Schedule = "weekly monday", Subject = "{report}, {date}" });
        clock.Turn(TimeSpan.FromDays(28));
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

        // Nothing of the English words is left in the others, but for names and what is written by people.
        var english = new[] { "set up by", "not attached", "earlier occurrence", "until", "Unsubscribe", "Attached", "December", "Data version" };
        Assert.All(english.Where(_ => language != "en"), word => Assert.DoesNotContain(word, text + mail.Header("Subject"), StringComparison.Ordinal));

        // A report that matches nothing is not sent: its owner reads why.
        var empty = await host.SubscribeAsync(["asha@example.org"], d => d with { Name = "Weekly", Language = language, Parameters = [new("from", "1990"), new("to", "1991")], Notify = "maya@example.org" });
        await host.RunAsync(empty);
        var notice = (await host.EndedAsync(empty, all => all.Any(d => d.Kind == MailDelivery.Notice))).Single(d => d.Kind == MailDelivery.Notice);
        var told = await MailReader.ReadAsync(host.Eml(notice), _folder);
        Assert.Equal(broken, told.Header("Subject"));
        Assert.Contains(notSent, told.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Contains($"https://reports.test/subscriptions/{empty.Id}", told.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Contains($"""<html lang="{language}" dir="{direction}">""", told.GetProperty("html").GetString()!, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
