using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.ReportPages;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Subscriptions;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.Mail;

/// <summary>The form of a subscription: pickers, all errors at once, the next mails, the preview, and what can be undone.</summary>
public abstract partial class SubscriptionFormTests(ImportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ImportingApp app, TestBrowser browser) : SubscriptionFormTests(app, browser), IClassFixture<ImportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server, TestBrowser browser) : SubscriptionFormTests(server.App, browser), IClassFixture<ServerApp<ImportingApp>>, IClassFixture<TestBrowser>;

    [EngineFact]
    public async Task All_errors_are_shown_at_once_at_their_fields()
    {
        using var person = app.PlainClient(cookies: true);
        using var refused = await PostAsync(person, "/subscriptions", await person.GetStringAsync("/subscriptions/new?report=country-pair&country=IN"), new()
        {
            ["report"] = "country-pair", ["p.country"] = "IN", ["formats"] = "pdf", ["to"] = "asha\nben@example.org", ["cc"] = "@", ["every"] = "weekly", ["weekday"] = "monday", ["time"] = "25:00",
            ["timeZone"] = "Asia/Kolkatta", ["subject"] = "{raport}", ["body"] = "{nothing}",
        });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(["p.partner", "to", "cc", "time", "timeZone", "subject", "body"], Wrong().Matches(page).Select(m => m.Groups["field"].Value));
        Assert.Contains("asha\nben@example.org</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_form_offers_editions_and_keeps_the_chosen_one()
    {
        using var person = app.PlainClient(cookies: true);
        Assert.Null((await app.Services.GetRequiredService<EditionPublisher>().PublishAsync(new NewEdition("form", "final", string.Empty, "tester"), CancellationToken.None)).Problem);
        var form = await person.GetStringAsync("/subscriptions/new?report=cooperation-by-year-and-domain");
        Assert.Contains("<option value=\"form\">form</option>", form, StringComparison.Ordinal);
        using var made = await PostAsync(person, "/subscriptions", form, new()
        {
            ["report"] = "cooperation-by-year-and-domain", ["edition"] = "form", ["formats"] = "pdf", ["to"] = "asha@example.org", ["every"] = "weekly", ["weekday"] = "monday", ["time"] = "08:00", ["timeZone"] = "UTC",
        });
        var address = made.Headers.Location!.ToString();
        Assert.Contains("<bdi>form</bdi>", await person.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Contains("<option value=\"form\" selected>", await person.GetStringAsync(address + "/change"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Pausing_and_deleting_ask_and_can_be_undone_with_opt_outs_kept()
    {
        using var person = app.PlainClient(cookies: true);
        var id = (await person.SubscribeAsync(["asha@example.org", "ben@example.org"])).Id();
        var address = "/subscriptions/" + id;
        await app.Services.GetRequiredService<SubscriptionStore>().OptOutAsync(id, "ben@example.org", CancellationToken.None);
        var asked = await person.GetStringAsync(address + "/pause");
        Assert.Contains("<h1>Pause ", asked, StringComparison.Ordinal);
        using (var paused = await PostAsync(person, address + "/pause", asked, []))
        {
            Assert.Equal(address + "?done=paused", paused.Headers.Location!.ToString());
        }

        Assert.Contains("Undo", await person.GetStringAsync(address + "?done=paused"), StringComparison.Ordinal);
        (await PostAsync(person, address + "/resume", asked, [])).Dispose();

        asked = await person.GetStringAsync(address + "/delete");
        Assert.Contains("for 30 days", asked, StringComparison.Ordinal);
        using (var deleted = await PostAsync(person, address + "/delete", asked, []))
        {
            Assert.Equal("/subscriptions?deleted=" + id, deleted.Headers.Location!.ToString());
        }

        using (var gone = await person.GetAsync(address))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        Assert.Contains("Undo", await person.GetStringAsync("/subscriptions?deleted=" + id), StringComparison.Ordinal);
        using (var restored = await PostAsync(person, address + "/restore", asked, []))
        {
            Assert.Equal(address + "?done=restored", restored.Headers.Location!.ToString());
        }

        var page = await person.GetStringAsync(address);
        Assert.Contains("ben@example.org (unsubscribed)", page, StringComparison.Ordinal);
        Assert.Contains("<ol class=\"dues\">", page, StringComparison.Ordinal);
        using var twice = await PostAsync(person, address + "/restore", asked, []);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscription_is_made_with_pickers(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/subscriptions/new?report=country-pair&country=IN&lang=en");
        await page.Locator("input[name='p.partner'][value=IL]").CheckAsync();
        await page.GetByLabel("How often").SelectOptionAsync("Every month");
        await page.GetByLabel("Day of the month").SelectOptionAsync("15");
        await page.Locator("#time").FillAsync("09:30");
        await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Jerusalem");
        if (hasScripts)
        {
            await Expect(page.GetByLabel("Day of the week")).ToBeHiddenAsync();
            await page.GetByLabel("Add an address to To").FillAsync("asha@example.org");
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.TypeAsync("nobody,");
            await Expect(page.GetByText("nobody is not an address.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove nobody" }).ClickAsync();
            await Expect(page.Locator(".addresses li")).ToHaveCountAsync(1);
        }
        else
        {
            await page.GetByLabel("To", new() { Exact = true }).FillAsync("asha@example.org");
            await page.GetByRole(AriaRole.Button, new() { Name = "Show the next mails" }).ClickAsync();
        }

        await Expect(page.Locator("#next-mails li")).ToHaveCountAsync(5);
        await Expect(page.Locator("#next-mails li").First).ToContainTextAsync("09:30");
        await page.GetByLabel("Access rights").SelectOptionAsync("owner");
        if (!hasScripts)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview the mail" }).ClickAsync();
        }

        await Expect(page.FrameLocator("iframe[name=mail-preview]").GetByText("India").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await Expect(page.Locator(".dues li").First).ToContainTextAsync("09:30 (UTC+0");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("asha@example.org");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("partner IL");
        Assert.Empty(browser.Complaints);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient person, string address, string form, Dictionary<string, string> fields)
    {
        var token = Token().Match(form);
        fields[token.Groups["name"].Value] = token.Groups["value"].Value;
        return await person.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("class=\"refusal\" id=\"(?<field>[^\"]*)-problem\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wrong();

    [GeneratedRegex("""<input type="hidden" name="(?<name>__RequestVerificationToken)" value="(?<value>[^"]+)" />""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
