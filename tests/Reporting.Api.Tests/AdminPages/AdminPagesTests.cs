using System.Net;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.ImportPages;
using Reporting.Api.Tests.Mail;

namespace Reporting.Api.Tests.AdminPages;

/// <summary>Administrators make and revoke keys, read roles and the audit trail, and see deliveries on pages.</summary>
public abstract partial class AdminPagesTests(SecuredApp app)
{
    public sealed class OnSqlite(SecuredApp app) : AdminPagesTests(app), IClassFixture<SecuredApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<SecuredApp> server) : AdminPagesTests(server.App), IClassFixture<ServerApp<SecuredApp>>;

    [EngineFact]
    public async Task A_key_is_made_shown_once_used_and_revoked()
    {
        using var browser = FormBrowser.Of(app, await app.KeyAsync("admin"));
        await browser.OpenAsync("/admin/keys");
        await browser.SendAsync("/admin/keys", ("name", "Dana Levi"), ("roles", "reader"), ("roles", "exporter"), ("expires", "90d"));
        var key = Key().Match(browser.Page).Value;
        Assert.NotEmpty(key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        await browser.OpenAsync("/admin/keys");
        Assert.DoesNotContain(key, browser.Page, StringComparison.Ordinal);
        Assert.Contains("Dana Levi", browser.Page, StringComparison.Ordinal);
        Assert.Contains("exporter, reader", browser.Page, StringComparison.Ordinal);

        // The confirmation names the key, and changes nothing yet.
        var revoke = Revoke().Matches(browser.Page).Select(m => m.Groups["address"].Value).First(address => address.Contains(key.Split('_')[1][..4], StringComparison.Ordinal));
        await browser.OpenAsync(revoke);
        Assert.Contains("Revoke the key of <bdi>Dana Levi</bdi>?", Spaces().Replace(browser.Page, " ").Replace("> ", ">", StringComparison.Ordinal).Replace(" <", " <", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        await browser.SendAsync(revoke);
        Assert.Contains("The key was revoked.", browser.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        await browser.OpenAsync(revoke);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [EngineTheory]
    [InlineData("", "reader", "90d", "1 to 100 characters")]
    [InlineData("Dana", "", "90d", "A key needs a role.")]
    [InlineData("Dana", "reader", "soon", "not a lifetime")]
    public async Task A_wrong_key_is_refused_and_the_form_keeps_its_values(string name, string role, string expires, string reason)
    {
        using var browser = FormBrowser.Of(app, await app.KeyAsync("admin"));
        await browser.OpenAsync("/admin/keys");
        await browser.SendAsync("/admin/keys", [("name", name), ("expires", expires), .. role.Length > 0 ? new[] { ("roles", role) } : []]);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains(reason, browser.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{expires}\"", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Key(), browser.Page);
    }

    [EngineFact]
    public async Task Roles_are_described_in_plain_words()
    {
        using var browser = FormBrowser.Of(app, await app.KeyAsync("admin"));
        await browser.OpenAsync("/admin/roles");
        Assert.Matches("importer\\s+May\\s+view figures, members and engagements; import files, and undo imports\\s+Sees\\s+Only engagements with one of these –\\s+Handling\\s+:\\s+Public", browser.Text);
        Assert.Matches("admin\\s+May\\s+.*manage keys, and read the audit trail\\s+Sees\\s+All engagements\\s+Measures\\s+all\\s+Dimensions\\s+all", browser.Text);
    }

    [EngineFact]
    public async Task The_audit_trail_is_filtered_by_person_day_address_and_outcome_and_downloaded()
    {
        using var reader = FormBrowser.Of(app, await app.KeyAsync("reader"));
        await reader.OpenAsync("/admin/audit");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);

        using var browser = FormBrowser.Of(app, await app.KeyAsync("admin"));
        const string Query = "?caller=test+reader&subject=%2Fadmin%2Faudit&outcome=refused&action=administer";
        await browser.OpenAsync("/admin/audit" + Query + "&from=&to=");
        Assert.Matches("test reader\\s+Administration\\s+GET /admin/audit\\s+Refused\\s+403", browser.Text);
        var csv = Csv().Match(browser.Page).Groups["address"].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        using var file = await browser.GetAsync(csv);
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines.Skip(1), line => Assert.Contains("refused,403", line, StringComparison.Ordinal));
        Assert.True(lines.Length > 1);

        // A percent sign in the search stands for itself.
        await browser.OpenAsync("/admin/audit?subject=%25nothing");
        Assert.Contains("No lines for these filters.", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/admin/audit?from=yesterday");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [EngineFact]
    public async Task Deliveries_are_listed_by_state_and_sent_again()
    {
        using var owner = app.PlainClient();
        owner.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync("admin"));
        var sent = Assert.Single(await owner.RunAsync(await owner.SubscribeAsync(["maya@example.org"], new { onBehalfOf = "owner" })));
        using var browser = FormBrowser.Of(app, await app.KeyAsync("admin"));
        await browser.OpenAsync($"/admin/deliveries?state={sent.GetProperty("state").GetString()}");
        Assert.Contains("maya@example.org", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync($"/admin/deliveries/{sent.Id()}/resend");
        Assert.Equal("/admin/deliveries", browser.Path);
        await owner.UntilEndedAsync([sent.Id()]);
        await browser.OpenAsync("/admin/deliveries");
        await browser.SendAsync($"/admin/deliveries/{sent.Id()}/arrived");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var answer = await app.GetAsync("/api/v1/model", key);
        return answer.StatusCode;
    }

    [GeneratedRegex("rk_[a-z0-9]+_[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("href=\"(?<address>/admin/keys/[^\"]+/revoke)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Revoke();

    [GeneratedRegex("href=\"(?<address>/api/v1/audit/csv[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Csv();

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
