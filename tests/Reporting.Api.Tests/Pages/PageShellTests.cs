using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Api.Pages;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.ReportPages;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.Pages;

/// <summary>What all pages have: light and dark, keyboard shortcuts, an answer at unknown addresses, and the way through sign-in.</summary>
public abstract partial class PageShellTests(ReportingApp app, SecuredApp secured, TestBrowser browser)
{
    public sealed class OnSqlite(ReportingApp app, SecuredApp secured, TestBrowser browser)
        : PageShellTests(app, secured, browser), IClassFixture<ReportingApp>, IClassFixture<SecuredApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, ServerApp<SecuredApp> secured, TestBrowser browser)
        : PageShellTests(server.App, secured.App, browser), IClassFixture<ServerApp<ReportingApp>>, IClassFixture<ServerApp<SecuredApp>>, IClassFixture<TestBrowser>;

    [EngineTheory]
    [InlineData("/no-such-page", "text/html,*/*;q=0.8", "text/html")]
    [InlineData("/no-such-page", "*/*", "application/problem+json")]
    [InlineData("/no-such-page", "application/json", "application/problem+json")]
    [InlineData("/api/v1/none", "text/html,*/*;q=0.8", "application/problem+json")]
    [InlineData("/odata2/none", "text/html", "text/html")]
    public async Task An_unknown_address_answers_people_with_a_page_and_programs_with_a_problem(string address, string accept, string type)
    {
        foreach (var program in new[] { app, secured })
        {
            using var client = program.PlainClient();
            client.DefaultRequestHeaders.Add("Accept", accept);
            client.DefaultRequestHeaders.Add("Accept-Language", "he");
            using var answer = await client.GetAsync(address);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Contains(type == "text/html" ? "<h1>לא נמצא</h1>" : "\"code\":\"not-found\"", text, StringComparison.Ordinal);
            Assert.Contains(address, text, StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task Every_page_leads_a_person_in_Production_to_sign_in_and_back()
    {
        secured.StartServer();
        var key = await secured.KeyAsync("admin");
        var pages = secured.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageMetadata>() is not null && e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => Parameter().Replace("/" + e.RoutePattern.RawText!.Trim('/'), "none") + "?from=2022&lang=en").ToList();
        Assert.Contains("/subscriptions/new?from=2022&lang=en", pages);
        foreach (var page in pages)
        {
            using var person = secured.Browser();
            using var sent = await person.GetAsync(page);
            Assert.Equal((page, HttpStatusCode.Found, $"/sign-in?returnUrl={Uri.EscapeDataString(page)}"), (page, sent.StatusCode, sent.Headers.Location?.ToString()));
            using var signedIn = await person.SignInAsync(sent.Headers.Location!.ToString(), key);
            Assert.Equal((HttpStatusCode.SeeOther, page), (signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        }
    }

    [EngineTheory]
    [InlineData("/subscriptions/new?report=country-pair", "/subscriptions/new?report=country-pair")]
    [InlineData("https://evil.example/subscriptions/new", "/")]
    [InlineData(null, "/")]
    public async Task A_form_of_an_ended_session_leads_to_sign_in_and_back_to_its_page(string? referer, string back)
    {
        using var person = secured.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/subscriptions") { Content = new FormUrlEncodedContent([]) };
        if (referer is not null)
        {
            request.Headers.Referrer = new Uri(person.BaseAddress!, referer);
        }

        using var answer = await person.SendAsync(request);
        Assert.Equal((HttpStatusCode.SeeOther, $"/sign-in?returnUrl={Uri.EscapeDataString(back)}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [EngineTheory]
    [InlineData("/exports?removed=deleted", "/exports?removed=deleted")]
    [InlineData("//evil.example/", "/")]
    [InlineData("https://evil.example/", "/")]
    public async Task The_choice_of_dark_is_kept_and_returns_only_to_a_page_of_this_site(string asked, string back)
    {
        using var person = app.Browser();
        Assert.DoesNotContain("data-theme=\"", await person.GetStringAsync("/"), StringComparison.Ordinal);
        using var chosen = await ChooseAsync("dark");
        Assert.Equal((HttpStatusCode.SeeOther, back), (chosen.StatusCode, chosen.Headers.Location!.ToString()));
        Assert.Contains("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">", await person.GetStringAsync("/exports"), StringComparison.Ordinal);
        (await ChooseAsync("device")).Dispose();
        Assert.DoesNotContain("data-theme=\"", await person.GetStringAsync("/exports"), StringComparison.Ordinal);

        Task<HttpResponseMessage> ChooseAsync(string theme) => person.GetAsync($"/theme?theme={theme}&returnUrl={Uri.EscapeDataString(asked)}");
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_chooses_dark_pages(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/reports/participant-profile?years=2022");
        await page.GetByRole(AriaRole.Link, new() { Name = "Dark", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Dark", Exact = true })).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(17, 26, 34)");
        Assert.EndsWith("/reports/participant-profile?years=2022", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/exports");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Empty(browser.Complaints);
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shortcuts_are_listed_and_open_pages(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/connect");
        if (!hasScripts)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Keyboard shortcuts" }).ClickAsync();
            await Expect(page.GetByText("Open Exports")).ToBeVisibleAsync();
            return;
        }

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("x");
        await page.ReachAsync("*/exports");

        // In a field, keys are text; and people can turn shortcuts off.
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("API key").FillAsync("g");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("?");
        Assert.Equal("gx?", await page.GetByLabel("API key").InputValueAsync());
        await page.GotoAsync("/shortcuts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn shortcuts off" }).ClickAsync();
        await page.GotoAsync("/exports");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(browser.Complaints);
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
