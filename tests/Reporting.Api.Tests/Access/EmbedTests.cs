using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Embed;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Access;

/// <summary>Reports in frames of other sites: off by default, by signed links, with the rights of a key.</summary>
public abstract partial class EmbedTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EmbedTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EmbedTests(WarehouseProvider.SqlServer);

    private const string Report = "cooperation-by-year-and-domain";
    private const string Site = "https://intranet.example.org";

    [EngineFact]
    public async Task A_link_shows_one_report_with_the_rights_of_its_key_to_the_named_sites_and_sets_no_cookie()
    {
        await using var app = Secured(new() { ["Embed:Origins"] = Site });
        using var client = app.PlainClient(cookies: true);
        var shown = new List<string>();
        foreach (var role in new[] { "reader", "admin" })
        {
            var key = await app.MakeAsync(role);
            using var framed = await client.GetAsync(Address(app, Report, key.Stored.Id) + "&from=2022");
            Assert.Equal(HttpStatusCode.OK, framed.StatusCode);
            Assert.Contains($"frame-ancestors {Site}", framed.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", framed.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(framed.Headers.Contains("X-Frame-Options") || framed.Headers.Contains("Set-Cookie"));
            using var same = await app.GetAsync($"/reports/{Report}?from=2022", await app.KeyAsync("admin"));
            shown.Add(Figures(await framed.Content.ReadAsStringAsync()));
            Assert.Equal(role == "admin", shown[^1] == Figures(await same.Content.ReadAsStringAsync()));
        }

        Assert.NotEqual(shown[0], shown[1]);
    }

    [EngineFact]
    public async Task Readers_of_a_frame_filter_by_links_and_a_form_that_keep_the_link_and_lead_to_no_other_page()
    {
        await using var app = Secured(new() { ["Embed:Origins"] = Site });
        using var client = app.PlainClient();
        var address = Address(app, Report, (await app.MakeAsync("reader")).Stored.Id);
        var page = await client.GetStringAsync(address);
        var links = Links().Matches(page).Select(m => HttpUtility.HtmlDecode(m.Groups["to"].Value)).Where(href => !href.StartsWith("/pages/", StringComparison.Ordinal) && !href.StartsWith("data:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, href => Assert.True(href[0] == '#' || href.Contains("link=", StringComparison.Ordinal), href));
        Assert.Contains("<input type=\"hidden\" name=\"link\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);

        using var filtered = await client.GetAsync($"/embed/reports/{Report}" + links.First(href => href.Contains("filter.", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, filtered.StatusCode);
        Assert.False(filtered.Headers.Contains("Set-Cookie"));
        Assert.NotEqual(Figures(page), Figures(await filtered.Content.ReadAsStringAsync()));

        // The page reports a wrong value, and our own pages refuse the parameter 'link'.
        using var wrong = await client.GetAsync(address + "&from=x");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var own = await app.GetAsync($"/reports/{Report}?link=x", await app.KeyAsync("admin"));
        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);
    }

    /// <summary>The text of the report, without its links.</summary>
    private static string Figures(string page) =>
        string.Join(' ', Tags().Replace(page[page.IndexOf("<div class=\"parts\"", StringComparison.Ordinal)..].Split("class=\"provenance")[0], " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [EngineFact]
    public async Task Forged_foreign_expired_and_revoked_links_show_nothing()
    {
        await using var app = Secured(new() { ["Embed:Origins"] = Site });
        using var client = app.PlainClient();
        var key = (await app.MakeAsync("reader")).Stored.Id;
        var good = Address(app, Report, key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));
        foreach (var bad in new[]
        {
            $"/embed/reports/{Report}", good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), good.Replace(Report, "country-pairs", StringComparison.Ordinal), Address(app, Report, "none"),
            Address(app, Report, key, days: -1),
        })
        {
            Assert.Equal((bad, HttpStatusCode.NotFound), (bad, await StatusAsync(bad)));
        }

        await app.Services.GetRequiredService<KeyRing>().RevokeAsync(key, CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(good));

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var response = await client.GetAsync(address);
            return response.StatusCode;
        }
    }

    [EngineFact]
    public async Task Embedding_is_off_by_default()
    {
        await using var app = Secured([]);
        using var client = app.PlainClient();
        using var refused = await client.GetAsync(Address(app, Report, (await app.MakeAsync("reader")).Stored.Id));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("frame-ancestors 'none'", refused.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private SecuredApp Secured(Dictionary<string, string> settings) => new()
    {
        Engine = engine, Settings = settings, AccessRules = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "limited-access.yml"),
    };

    private static string Address(SecuredApp app, string report, string key, int days = 1)
    {
        app.StartServer();
        return $"/embed/reports/{report}?link={app.Services.GetRequiredService<EmbedLinks>().Sign(new EmbedLink(report, key, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(days)))}";
    }
}
