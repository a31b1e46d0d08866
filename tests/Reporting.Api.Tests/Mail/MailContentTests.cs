using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Mail;

/// <summary>The content of mails, as an independent mail library reads it.</summary>
public abstract partial class MailContentTests : IDisposable
{
    public sealed class OnSqlite(App app) : MailContentTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : MailContentTests(server.App), IClassFixture<ServerApp<App>>;

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-mail-test-").FullName;
    private readonly AppWithRoles _app;
    private readonly HttpClient _client;

    protected MailContentTests(App app)
    {
        _app = app;
        _client = _app.CreateClient();
    }

    [SmtpFact]
    public async Task A_mail_has_the_figures_of_the_API_and_the_files_of_the_download()
    {
        var made = await _client.SubscribeAsync(new
        {
            formats = new[] { "pdf", "xlsx", "csv" }, parameters = new { from = 2022, to = 2025 }, subject = "Für Āśā: {report} – {date}", body = "Good morning {recipient},\n.\n<b>read</b> this",
        });
        var mail = await MailReader.ReadAsync(_app.Eml((await _client.RunAsync(made))[0]), _folder);

        Assert.Empty(mail.GetProperty("defects").EnumerateArray());
        Assert.Equal(0, mail.GetProperty("bare_line_ends").GetInt32());
        Assert.True(mail.GetProperty("longest_line").GetInt32() <= 998);
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"], mail.GetProperty("structure").EnumerateArray().Select(s => s.GetString()));
        Assert.StartsWith("Für Āśā: Cooperation by year and domain, ", mail.Header("Subject"), StringComparison.Ordinal);
        Assert.Equal("asha@example.org", mail.Header("To"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));

        // The owner's texts are plain text in both parts.
        var (text, html) = (mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString()!);
        Assert.Contains("Good morning asha@example.org,\n.\n<b>read</b> this", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;read&lt;/b&gt; this", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.OrdinalIgnoreCase);

        // The mail and the PDF have the same figures and data version as the API.
        var answer = await _client.GetFromJsonAsync<JsonElement>("/api/v1/aggregates?measures=engagements,people,organisations&by=year&year=2022..2025&totals=true");
        var version = answer.GetProperty("meta").GetProperty("dataVersion").GetInt64();
        Assert.Contains($"Data version {version}", text, StringComparison.Ordinal);
        var printed = await PrintedAsync(Directory.GetFiles(_folder, "*.pdf").Single());
        foreach (var (measure, caption) in new[] { ("engagements", "Engagements"), ("people", "People"), ("organisations", "Organisations") })
        {
            var figure = answer.GetProperty("totals").GetProperty(measure).GetInt64().ToString("#,##0", CultureInfo.InvariantCulture);
            Assert.Contains($"{caption}: {figure}\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Matches($@"(?s){caption}\W.{{0,200}}?\b{figure}\b", printed);
        }

        foreach (var row in answer.GetProperty("data").EnumerateArray())
        {
            Assert.Contains(row.GetProperty("engagements").GetInt64().ToString(CultureInfo.InvariantCulture), TotalLine().Matches(printed)[^1].Value, StringComparison.Ordinal);
        }

        foreach (var format in new[] { "pdf", "xlsx", "csv" })
        {
            using var download = await _client.GetAsync($"/api/v1/reports/{SubscriptionRequests.Report}/{format}?from=2022&to=2025");
            var attached = Path.Combine(_folder, download.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
            Assert.Equal(await download.Content.ReadAsByteArrayAsync(), await File.ReadAllBytesAsync(attached));
        }
    }

    [SmtpFact]
    public async Task A_large_or_linked_file_is_a_signed_audited_link_that_expires()
    {
        // A workbook does not fit, a CSV does.
        var clock = new AdjustableClock();
        await using var app = new AppWithRoles { Engine = _app.Engine, Clock = clock, Settings = SettingsOf("150000") };
        using var owner = app.CreateClient();
        var made = await owner.SubscribeAsync(new { formats = new[] { "xlsx", "csv" } });
        var copy = (await owner.RunAsync(made))[0];
        var mail = await MailReader.ReadAsync(app.Eml(copy), _folder);
        var attached = mail.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).ToList();
        Assert.EndsWith(".csv", Assert.Single(attached), StringComparison.Ordinal);
        var text = mail.GetProperty("text").GetString()!;
        Assert.Matches(@"xlsx \(\d+\.\d MB\) is too large to attach: a mail may hold 0\.1 MB", text);

        var link = Link().Match(text).Groups["path"].Value;
        using var client = app.PlainClient();
        using var file = await client.GetAsync(link);
        using var download = await owner.GetAsync($"/api/v1/reports/{SubscriptionRequests.Report}/xlsx");
        Assert.Equal(await download.Content.ReadAsByteArrayAsync(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(download.Content.Headers.ContentDisposition!.FileName, file.Content.Headers.ContentDisposition!.FileName);
        var trail = await owner.GetFromJsonAsync<JsonElement>("/api/v1/audit?caller=asha@example.org&action=export");
        Assert.Contains(trail.GetProperty("data").EnumerateArray(), e => e.GetProperty("question").GetString()!.Contains(copy.Id(), StringComparison.Ordinal));

        // A changed link is not valid, and a file link is not valid for unsubscribing.
        var broken = link[..^3] + (link[^3] == 'A' ? 'B' : 'A') + link[^2..];
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(broken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(link.Replace("/links/", "/unsubscribe/", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/links/x.y")).StatusCode);
        clock.Advance(TimeSpan.FromDays(15));
        using var late = await client.GetAsync(link);
        Assert.Equal("link-expired", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [SmtpFact]
    public async Task A_link_alone_leads_to_the_PDF_and_nothing_is_attached()
    {
        var made = await _client.SubscribeAsync(new { formats = new[] { "link" } });
        var mail = await MailReader.ReadAsync(_app.Eml((await _client.RunAsync(made))[0]), _folder);
        Assert.Equal(0, mail.GetProperty("files").GetArrayLength());
        Assert.DoesNotContain("too large to attach", mail.GetProperty("text").GetString()!, StringComparison.Ordinal);
        using var client = _app.PlainClient();
        using var file = await client.GetAsync(Link().Match(mail.GetProperty("text").GetString()!).Groups["path"].Value);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
    }

    [SmtpFact]
    public async Task An_unsubscribed_recipient_gets_no_mail_until_the_owner_adds_them_again()
    {
        var made = await _client.SubscribeAsync(["asha@example.org", "ben@example.org"]);
        var copies = await _client.RunAsync(made);
        var mail = await MailReader.ReadAsync(_app.Eml(copies.Single(c => c.GetProperty("recipient").GetString() == "ben@example.org")), _folder);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        var path = new Uri(mail.Header("List-Unsubscribe")!.Trim('<', '>')).AbsolutePath;
        using var client = _app.PlainClient();

        // Opening the page changes nothing; the button or the mail program unsubscribes.
        Assert.Contains("ben@example.org", await client.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal(2, (await _client.RunAsync(made)).Count);
        using var done = await client.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("asha@example.org", Assert.Single(await _client.RunAsync(made)).GetProperty("recipient").GetString());
        var found = await _client.GetFromJsonAsync<JsonElement>($"{SubscriptionRequests.Route}/{made.Id()}");
        Assert.Equal(["ben@example.org"], found.GetProperty("optedOut").EnumerateArray().Select(o => o.GetString()));

        await _client.PatchAsJsonAsync($"{SubscriptionRequests.Route}/{made.Id()}", new { recipients = new[] { "asha@example.org" } });
        await _client.PatchAsJsonAsync($"{SubscriptionRequests.Route}/{made.Id()}", new { recipients = new[] { "asha@example.org", "ben@example.org" } });
        Assert.Equal(2, (await _client.RunAsync(made)).Count);
    }

    [SmtpFact]
    public async Task A_preview_shows_the_mail_and_sends_nothing()
    {
        var made = await _client.SubscribeAsync(new { subject = "Look: {report}" });
        var preview = await _client.GetFromJsonAsync<JsonElement>($"{SubscriptionRequests.Route}/{made.Id()}/preview");
        Assert.Equal((true, "Look: Cooperation by year and domain, all years"), (preview.GetProperty("wouldSend").GetBoolean(), preview.GetProperty("subject").GetString()));
        Assert.EndsWith(".csv", preview.GetProperty("attachments")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("<table", await _client.GetStringAsync($"{SubscriptionRequests.Route}/{made.Id()}/preview?format=html"), StringComparison.Ordinal);
        Assert.Empty(await _client.HistoryAsync(made));
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync($"{SubscriptionRequests.Route}/{made.Id()}/preview?recipient=nobody@example.org")).StatusCode);
    }

    [SmtpFact]
    public async Task The_pages_do_the_same_with_plain_forms()
    {
        using var person = _app.PlainClient(cookies: true);
        var form = await person.GetStringAsync($"/subscriptions/new?report={SubscriptionRequests.Report}&from=2022");
        Assert.Contains("""<option value="2022" selected>""", form, StringComparison.Ordinal);
        var token = Token().Match(form);
        Dictionary<string, string> fields = new()
        {
            [token.Groups["name"].Value] = token.Groups["value"].Value, ["report"] = SubscriptionRequests.Report, ["p.from"] = "2022", ["formats"] = "csv", ["to"] = "asha@example.org, ben@example.org",
            ["schedule"] = "weekly mondy", ["timeZone"] = "Asia/Jerusalem", ["name"] = "<By a form>",
        };
        using (var wrong = await PostAsync("/subscriptions", fields))
        {
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            var again = await wrong.Content.ReadAsStringAsync();
            Assert.Contains("is not a schedule", again, StringComparison.Ordinal);
            Assert.Contains("&lt;By a form&gt;", again, StringComparison.Ordinal);
        }

        fields["schedule"] = "weekly monday 08:00";
        using var made = await PostAsync("/subscriptions", fields);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        var page = await person.GetStringAsync(address);
        Assert.Contains("08:00 (UTC", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<By a form>", page, StringComparison.Ordinal);
        Dictionary<string, string> nothing = new() { [token.Groups["name"].Value] = token.Groups["value"].Value };
        using (var run = await PostAsync(address + "/run", nothing))
        {
            Assert.Equal(HttpStatusCode.SeeOther, run.StatusCode);
        }

        await ExportRequests.UntilAsync(async () => (await person.GetStringAsync(address)).Split("state written").Length == 3);
        using (var paused = await PostAsync(address + "/pause", nothing))
        {
            Assert.Equal(HttpStatusCode.SeeOther, paused.StatusCode);
        }

        Assert.Contains("Resume", await person.GetStringAsync(address), StringComparison.Ordinal);
        // A form without its token is refused.
        using var forged = await PostAsync(address + "/delete", []);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Contains(address, await person.GetStringAsync("/subscriptions"), StringComparison.Ordinal);

        Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> values) => person.PostAsync(path, new FormUrlEncodedContent(values));
    }

    [SmtpFact]
    public async Task A_form_acts_only_on_deliveries_of_its_subscription()
    {
        using var person = _app.PlainClient(cookies: true);
        var (made, other) = (await _client.SubscribeAsync(), await _client.SubscribeAsync());
        var copy = (await _client.RunAsync(made))[0];
        var token = Token().Match(await person.GetStringAsync($"/subscriptions/{made.Id()}"));
        foreach (var (subscription, action) in new[] { (made.Id(), "resent"), (other.Id(), "resend"), (other.Id(), "arrived"), ("none", "resend") })
        {
            using var refused = await PostAsync(subscription, action);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal(1, Assert.Single(await _client.HistoryAsync(made)).GetProperty("attempts").GetInt32());
        File.Delete(_app.Eml(copy));
        using var sent = await PostAsync(made.Id(), "resend");
        Assert.Equal((HttpStatusCode.SeeOther, $"/subscriptions/{made.Id()}"), (sent.StatusCode, sent.Headers.Location?.ToString()));
        await _client.UntilEndedAsync([copy.Id()]);
        Assert.True(File.Exists(_app.Eml(copy)));

        Task<HttpResponseMessage> PostAsync(string subscription, string action) =>
            person.PostAsync($"/subscriptions/{subscription}/{copy.Id()}/{action}", new FormUrlEncodedContent(new Dictionary<string, string> { [token.Groups["name"].Value] = token.Groups["value"].Value }));
    }

    [SmtpFact]
    public async Task A_form_changes_a_subscription_and_shows_a_problem_at_its_field()
    {
        using var person = _app.PlainClient(cookies: true);
        var made = await _client.SubscribeAsync(["asha@example.org"], new { catchUp = "all", parameters = new { from = 2022 } });
        var address = $"/subscriptions/{made.Id()}/change";
        var form = await person.GetStringAsync(address);
        Assert.Contains("""<option value="2022" selected>""", form, StringComparison.Ordinal);
        var fields = Hidden().Matches(form).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
        foreach (var (name, value) in new[]
        {
            ("to", "asha@example.org"), ("cc", "ben@example.org, nobody"), ("schedule", "weekly friday 09:00"), ("timeZone", "Asia/Kolkata"), ("language", "he"), ("formats", "csv"), ("subject", "{report}!"),
            ("p.from", "2022"), ("onBehalfOf", "recipient"), ("paused", "true"),
        })
        {
            fields[name] = value;
        }

        // One error at a time: the page shows it at its field and keeps the typed values.
        foreach (var (field, wrong, right, message) in new[]
        {
            ("cc", "ben@example.org, nobody", "ben@example.org", "is not an address"), ("schedule", "weekly fryday", "weekly friday 09:00", "is not a schedule"),
            ("timeZone", "Asia/Kolkatta", "Asia/Kolkata", "There is no time zone"), ("subject", "{raport}", "{report}!", "{raport}"), ("p.from", "22", "2022", "is not a year"), ("to", "", "asha@example.org", "Enter at least one address in"),
        })
        {
            fields[field] = wrong;
            if (field == "to")
            {
                fields["cc"] = string.Empty;
            }

            using var refused = await PostAsync(fields);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Contains(message, page.Split($"""<div class="refusal" id="{field}-problem" tabindex="-1">""")[1].Split("</div>")[0], StringComparison.Ordinal);
            Assert.Contains(wrong, page.Split($"""name="{field}" """.TrimEnd())[1], StringComparison.Ordinal);
            Assert.Equal(2, page.Split("""class="refusal" """.TrimEnd()).Length);
            fields[field] = right;
        }

        // A problem of a field that the form does not have is shown above all fields.
        fields["cc"] = "ben@example.org";
        fields["p.colour"] = "blue";
        using (var unknown = await PostAsync(fields))
        {
            var page = await unknown.Content.ReadAsStringAsync();
            Assert.Contains("colour", page.Split("""id="problem">""")[1].Split("</div>")[0], StringComparison.Ordinal);
        }

        fields.Remove("p.colour");
        var seen = fields["seen"];
        fields["seen"] = "1";
        using (var late = await PostAsync(fields))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        }

        fields["seen"] = seen;
        using (var saved = await PostAsync(fields))
        {
            Assert.Equal((HttpStatusCode.SeeOther, $"/subscriptions/{made.Id()}"), (saved.StatusCode, saved.Headers.Location?.ToString()));
        }

        // All fields are saved, and properties without a field stay.
        var now = await _client.GetFromJsonAsync<JsonElement>($"{SubscriptionRequests.Route}/{made.Id()}");
        Assert.Equal(
            ("paused", "weekly friday 09:00", "Asia/Kolkata", "he", "{report}!", "all"),
            (ExportRequests.State(now), Text("schedule"), Text("timeZone"), Text("language"), Text("subject"), Text("catchUp")));
        Assert.Equal("ben@example.org", now.GetProperty("recipients").GetProperty("cc")[0].GetString());
        Assert.Equal("2022", now.GetProperty("parameters").GetProperty("from")[0].GetString());

        // The form is refused without its token.
        using var forged = await PostAsync(new() { ["schedule"] = "daily" });
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        string? Text(string name) => now.GetProperty(name).GetString();

        Task<HttpResponseMessage> PostAsync(Dictionary<string, string> values) => person.PostAsync(address, new FormUrlEncodedContent(values));
    }

    public void Dispose() => TestFolder.Delete(_folder);

    private static Dictionary<string, string> SettingsOf(string maxBytes) => new() { ["Mail:PollSeconds"] = "0.2", ["Mail:MaxBytes"] = maxBytes, ["PublicBaseUrl"] = "https://mail.test" };

    private static async Task<string> PrintedAsync(string pdf)
    {
        return Regex.Replace(await ExternalPrograms.RunAsync("pdftotext", ["-layout", pdf, "-"]), @"[ \t]+", " ", RegexOptions.None, TimeSpan.FromSeconds(5)).Replace("\n", " \n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bTotal( \d+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TotalLine();

    [GeneratedRegex(@"https://mail\.test(?<path>/links/\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("""<input type="hidden" name="(?<name>__RequestVerificationToken)" value="(?<value>[^"]+)" />""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    public sealed class App : AppWithRoles
    {
        public App() => Settings = SettingsOf("700000");
    }
}
