using System.Net;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;

namespace Reporting.Api.Tests.Access;

/// <summary>Signs in as a browser does, with pages, forms and cookies.</summary>
public abstract class SignInTests(SecuredApp app)
{
    public sealed class OnSqlite(SecuredApp app) : SignInTests(app), IClassFixture<SecuredApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<SecuredApp> server) : SignInTests(server.App), IClassFixture<ServerApp<SecuredApp>>;

    [EngineFact]
    public async Task Opening_a_page_leads_to_sign_in_and_back_to_the_page()
    {
        using var browser = app.Browser();
        using var sent = await browser.GetAsync("/api/v1/reports/cooperation-by-year-and-domain/html?from=2022");
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        using var signedIn = await browser.SignInAsync(sent.Headers.Location!.ToString(), await app.KeyAsync("exporter"));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/api/v1/reports/cooperation-by-year-and-domain/html?from=2022", signedIn.Headers.Location!.ToString());
        using var report = await browser.GetAsync(signedIn.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Contains("test exporter", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_cookie_cannot_be_read_by_scripts_sent_by_other_sites_or_turned_into_a_key()
    {
        using var browser = app.Browser();
        var key = await app.KeyAsync("reader");
        using var signedIn = await browser.SignInAsync("/sign-in", key);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("reporting.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key[^43..], HttpUtility.UrlDecode(cookie), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Signing_out_or_revoking_the_key_ends_the_session()
    {
        using var browser = app.Browser();
        var made = await app.MakeAsync("reader");
        (await browser.SignInAsync("/sign-in", made.Text)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        using var bare = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        using var signedOut = await browser.SignOutAsync();
        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Found, await browser.StatusAsync());

        (await browser.SignInAsync("/sign-in", made.Text)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        await app.Services.GetRequiredService<KeyRing>().RevokeAsync(made.Stored.Id, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Found, await browser.StatusAsync());
    }

    [EngineFact]
    public async Task A_copied_cookie_is_refused_by_all_processes_after_sign_out()
    {
        using var browser = app.Browser();
        using var signedIn = await browser.SignInAsync("/sign-in", await app.KeyAsync("reader"));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("reporting.session=", StringComparison.Ordinal)).Split(';')[0];
        await using var other = new SecuredApp { Engine = app.Engine, ConnectionString = app.Database, Settings = new Dictionary<string, string> { ["Access:SecretsFolder"] = app.Secrets } };
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await WithCopyAsync(app), await WithCopyAsync(other)));
        (await browser.SignOutAsync()).Dispose();
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (await WithCopyAsync(app), await WithCopyAsync(other)));

        // Signing in again starts a new session.
        (await browser.SignInAsync("/sign-in", await app.KeyAsync("reader"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());

        async Task<HttpStatusCode> WithCopyAsync(SecuredApp of)
        {
            using var thief = of.PlainClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/model");
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            using var response = await thief.SendAsync(request);
            return response.StatusCode;
        }
    }

    [EngineFact]
    public async Task A_sign_in_form_without_its_token_is_refused()
    {
        using var browser = app.Browser();
        await browser.GetStringAsync("/sign-in");
        using var response = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", await app.KeyAsync("reader"))]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [EngineFact]
    public async Task The_page_reports_a_wrong_key()
    {
        using var browser = app.Browser();
        using var response = await browser.SignInAsync("/sign-in?returnUrl=%2Fswagger", "rk_nonsense\"><script>alert(1)</script>");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/swagger\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rk_nonsense", page, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/é")]
    [InlineData("/ok\r\nSet-Cookie: x=y")]
    public async Task Sign_in_never_redirects_to_another_site(string address)
    {
        using var browser = app.Browser();
        using var signedIn = await browser.SignInAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(address), await app.KeyAsync("reader"));
        Assert.Equal("/", signedIn.Headers.Location!.ToString());
    }

    [EngineFact]
    public async Task Another_sites_page_cannot_change_data_in_the_name_of_a_signed_in_person()
    {
        using var browser = app.Browser();
        (await browser.SignInAsync("/sign-in", await app.KeyAsync("admin"))).Dispose();
        foreach (var (header, value, status) in new[]
        {
            ("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden), ("Origin", "https://evil.example", HttpStatusCode.Forbidden),
            ("X-Nothing", "at all", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound), ("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority), HttpStatusCode.NotFound),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/keys/none");
            request.Headers.Add(header, value);
            using var response = await browser.SendAsync(request);
            Assert.Equal((header, value, status), (header, value, response.StatusCode));
        }
    }

    [EngineFact]
    public async Task A_person_who_signs_in_at_the_provider_has_the_providers_roles()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var connected = new SecuredApp { Engine = app.Engine, Settings = issuer.Settings() };
        using var browser = connected.Browser();
        using var back = await browser.ThroughProviderAsync();
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Equal("/api/v1/model", back.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        using var keys = await browser.GetAsync("/api/v1/keys");
        Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);
        Assert.Contains("<h1>", await keys.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Dana", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_callback_from_the_provider_must_belong_to_this_browsers_sign_in()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var connected = new SecuredApp { Engine = app.Engine, Settings = issuer.Settings() };
        using var browser = connected.Browser();
        using var other = connected.Browser();
        using var begun = await browser.GetAsync("/sign-in/provider");
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await provider.GetAsync(begun.Headers.Location);
        using var stolen = await other.GetAsync(answer.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.BadRequest, stolen.StatusCode);
        using var otherState = await browser.GetAsync(answer.Headers.Location!.PathAndQuery.Replace("state=", "state=_", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, otherState.StatusCode);

        issuer.OtherNonce = "another";
        using var replayed = await browser.ThroughProviderAsync();
        Assert.Equal(HttpStatusCode.BadRequest, replayed.StatusCode);
        Assert.Equal(HttpStatusCode.Found, await browser.StatusAsync());
    }
}
