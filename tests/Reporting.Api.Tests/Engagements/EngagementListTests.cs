using System.Net;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Engagements;

/// <summary>The page with engagements: search, facets, chips, order and files, all by address.</summary>
public abstract partial class EngagementListTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EngagementListTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EngagementListTests(WarehouseProvider.SqlServer);

    [EngineTheory]
    [InlineData("")]
    [InlineData("?find=cyber")]
    [InlineData("?participant_country=IN&year=2021..2024")]
    [InlineData("?domain=cyber&handling=public,official")]
    public async Task Each_facet_leads_to_as_many_engagements_as_it_says(string query)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(23)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var page = await app.TextAsync("/engagements" + query);
        var facets = Facet().Matches(page).Select(m => (Address: WebUtility.HtmlDecode(m.Groups["address"].Value), Count: m.Groups["count"].Value, Class: m.Groups["class"].Value)).ToList();
        Assert.NotEmpty(facets);
        foreach (var (address, count, _) in facets.Where(f => f.Class.Length == 0))
        {
            // A further member of a dimension widens its filter. Without a chosen one, the link shows the member alone.
            if (address.Split('?')[1].Split('&').Any(p => !query.Contains(p.Split('=')[0] + "=", StringComparison.Ordinal)))
            {
                Assert.Equal((address, count), (address, $"{(await app.JsonAsync("/api/v1" + address)).GetProperty("meta").GetProperty("rowsInAll").GetInt64()}"));
            }
        }

        foreach (var (address, _, _) in facets.Where(f => f.Class == "chosen"))
        {
            Assert.True(address.Length < ("/engagements" + query).Length, address);
            await app.TextAsync(address);
        }
    }

    [EngineFact]
    public async Task The_address_holds_search_order_and_filters_and_each_can_be_removed()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var page = await app.TextAsync("/engagements?find=rajnath&order=title&domain=defence-policy,cyber-security");
        var chips = Chip().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).ToList();
        Assert.Equal(
            ["/engagements?order=title&domain=cyber-security,defence-policy", "/engagements?find=rajnath&order=title&domain=defence-policy", "/engagements?find=rajnath&order=title&domain=cyber-security"], chips);
        Assert.Contains("<option value=\"title\" selected", page, StringComparison.Ordinal);
        Assert.Contains("name=\"find\" value=\"rajnath\"", page, StringComparison.Ordinal);
        Assert.Equal(await CountAsync(app, "/api/v1/engagements?find=rajnath"), await CountAsync(app, "/api/v1/engagements?participant_any=rajnath-singh"));

        // The form sends empty fields, and two fields for a period.
        await app.TextAsync("/engagements?find=&order=-date");
        using var client = app.PlainClient();
        using var period = await client.GetAsync("/engagements?from=2025-01-01&to=&find=india");
        Assert.Equal("/engagements?find=india&date=2025-01-01..", WebUtility.UrlDecode(period.Headers.Location!.ToString()));
    }

    [EngineFact]
    public async Task A_file_holds_the_list_in_its_order_and_can_be_verified()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var codes = (await app.JsonAsync("/api/v1/engagements?find=india&order=title")).GetProperty("data").EnumerateArray().Select(e => e.GetProperty("code").GetString()).ToList();
        var lines = (await app.TextAsync("/engagements.csv?find=india&order=title")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(codes, lines.Skip(1).Select(l => l.Split(',')[0]));
        var hash = Hash().Match(lines[1]).Value;
        var verified = await app.JsonAsync("/api/v1/verify?hash=" + hash);
        Assert.Equal(("engagements", "current"), (verified.GetProperty("answer").GetProperty("report").GetString(), verified.GetProperty("status").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/engagements.doc")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/engagements.xlsx?year=2022")).Status);
    }

    [EngineFact]
    public async Task An_engagement_leads_to_its_members_and_to_related_engagements()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var page = await app.TextAsync("/engagements/2022-06-02-vision-statement");
        var expected = await app.JsonAsync("/api/v1/engagements/2022-06-02-vision-statement");
        foreach (var domain in expected.GetProperty("domains").EnumerateArray())
        {
            Assert.Contains($"href=\"/members/domain/{domain.GetProperty("code").GetString()}\"", page, StringComparison.Ordinal);
        }

        foreach (var address in Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).Distinct())
        {
            await app.TextAsync(address);
        }

        Assert.Contains("<svg class=\"timeline\"", page, StringComparison.Ordinal);
    }

    private static async Task<long> CountAsync(AppWithRoles app, string address) => (await app.JsonAsync(address)).GetProperty("meta").GetProperty("rowsInAll").GetInt64();

    [GeneratedRegex("<li class=\"?(?<class>[a-z]*)\"?><a href=\"(?<address>[^\"]*)\" rel=\"nofollow\">.*?<span class=\"count\">(?<count>[0-9,]+)</span>|<li><a href=\"(?<address>[^\"]*)\" rel=\"nofollow\">.*?<span class=\"count\">(?<count>[0-9,]+)</span>", RegexOptions.Singleline, 1000)]
    private static partial Regex Facet();

    [GeneratedRegex("<li><a href=\"(?<address>[^\"]*)\" aria-label=\"Remove", RegexOptions.None, 1000)]
    private static partial Regex Chip();

    [GeneratedRegex("href=\"(?<address>/(members|engagements)[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Hash();
}
