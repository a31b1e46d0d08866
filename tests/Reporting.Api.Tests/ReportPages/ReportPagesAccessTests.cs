using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>Access rights on pages.</summary>
public abstract partial class ReportPagesAccessTests(SecuredApp app, LimitedApp limited)
{
    public sealed class OnSqlite(SecuredApp app, LimitedApp limited) : ReportPagesAccessTests(app, limited), IClassFixture<SecuredApp>, IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<SecuredApp> server, LimitedApp.OnServer limited) : ReportPagesAccessTests(server.App, limited), IClassFixture<ServerApp<SecuredApp>>, IClassFixture<LimitedApp.OnServer>;

    private const string Report = "/reports/cooperation-by-year-and-domain";

    [EngineFact]
    public async Task An_anonymous_person_gets_the_sign_in_page_and_then_the_reports()
    {
        using var browser = Browser();
        using var sent = await browser.GetAsync("/");
        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2F"), (sent.StatusCode, sent.Headers.Location!.ToString()));
        using var signedIn = await SignInAsync(browser, "/sign-in", "exporter");
        Assert.Equal("/", signedIn.Headers.Location!.ToString());
        Assert.Contains("<h1>Overview</h1>", await browser.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_report_links_a_scheduler_to_a_subscription_with_the_same_filters()
    {
        using var reader = Browser();
        using var scheduler = Browser();
        (await SignInAsync(reader, "/sign-in", "reader")).Dispose();
        (await SignInAsync(scheduler, "/sign-in", "scheduler")).Dispose();
        const string question = "?from=2022&domain=cyber-security";
        Assert.DoesNotContain("/subscriptions/new", await reader.GetStringAsync(Report + question), StringComparison.Ordinal);

        var page = await scheduler.GetStringAsync(Report + question);
        var address = HttpUtility.HtmlDecode(MailLink().Match(page).Groups["address"].Value);
        var form = await scheduler.GetStringAsync(address);
        Assert.Contains("value=\"2022\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"cyber-security\"", form, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_person_without_export_permission_sees_the_report_without_downloads()
    {
        using var browser = Browser();
        (await SignInAsync(browser, "/sign-in", "reader")).Dispose();
        var (home, report) = (await browser.GetStringAsync("/"), await browser.GetStringAsync(Report));
        foreach (var page in new[] { home, report })
        {
            Assert.DoesNotContain("/files/", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/export", page, StringComparison.Ordinal);
        }

        Assert.Contains("id=\"by-year-and-domain\"", report, StringComparison.Ordinal);
        using var file = await browser.GetAsync(Report + "/files/xlsx");
        Assert.Equal(HttpStatusCode.Forbidden, file.StatusCode);
        using var exporter = Browser();
        (await SignInAsync(exporter, "/sign-in", "exporter")).Dispose();
        Assert.Contains("/files/xlsx", await exporter.GetStringAsync(Report), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Options_and_parameters_are_those_that_the_caller_may_see()
    {
        var (reader, admin) = (await limited.TextAsync("/reports/domain-profile", "reader"), await limited.TextAsync("/reports/domain-profile", "admin"));
        Assert.NotEqual(Codes(reader), Codes(admin));
        Assert.Subset(Codes(admin), Codes(reader));
    }

    [EngineFact]
    public async Task No_page_may_be_framed_or_have_styles_and_scripts_of_its_own()
    {
        foreach (var path in new[] { Report, Report + "?domain=nowhere", Report + "?filter.year=2025&show.by-year-and-domain=all", Report + "/files/html", "/" })
        {
            using var answer = await app.GetAsync(path, await app.KeyAsync("exporter"));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            if (!path.Contains("/files/", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
                Assert.DoesNotMatch(" style=|<style|<script(?! src=)| on[a-z]+=", await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [EngineFact]
    public async Task A_file_from_a_page_is_a_download_and_equals_the_file_of_the_API()
    {
        var key = await app.KeyAsync("exporter");
        foreach (var format in new[] { "html", "json", "csv" })
        {
            using var file = await app.GetAsync($"{Report}/files/{format}?from=2022", key);
            using var same = await app.GetAsync($"/api/v1{Report}/{format}?from=2022", key);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal(await same.Content.ReadAsByteArrayAsync(), await file.Content.ReadAsByteArrayAsync());
        }
    }

    [EngineFact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var browser = Browser();
        (await SignInAsync(browser, "/sign-in", "exporter")).Dispose();
        browser.DefaultRequestHeaders.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        foreach (var path in new[] { Report + "/export", "/exports/x/delete" })
        {
            using var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("export.format", "csv")]));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("This form is outdated", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("No exports yet.", await browser.GetStringAsync("/exports"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_unknown_address_gets_an_error_page()
    {
        using var answer = await app.GetAsync("/reports/cooperation-by-year", await app.KeyAsync("reader"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<h1>Not found</h1>", text, StringComparison.Ordinal);
    }

    private static HashSet<string> Codes(string page) => [.. Choice().Matches(page).Select(m => m.Groups["code"].Value)];

    private HttpClient Browser()
    {
        var client = app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return client;
    }

    private async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string address, string role)
    {
        var page = await browser.GetStringAsync(address);
        return await browser.PostAsync("/sign-in", new FormUrlEncodedContent(
        [
            .. Hidden().Matches(page).Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, HttpUtility.HtmlDecode(m.Groups["value"].Value))),
            new("key", await app.KeyAsync(role)),
        ]));
    }

    [GeneratedRegex("href=\"(?<address>/subscriptions/new[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailLink();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("""name="domain" value="(?<code>[^"]*)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Choice();
}
