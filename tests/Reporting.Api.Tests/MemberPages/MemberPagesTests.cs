using System.Net;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.MemberPages;

/// <summary>Members of every dimension have a page, whose figures are those of the API.</summary>
public abstract partial class MemberPagesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : MemberPagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MemberPagesTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Every_dimension_lists_its_members_with_their_engagements()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(24)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var (pages, figures) = (0, 0);
        foreach (var (number, dimension) in warehouse.Model.Dimensions.Select(d => d.Id).Index())
        {
            var members = (await app.JsonAsync($"/api/v1/model/{dimension}/members")).GetProperty("data").EnumerateArray().Select(m => m.GetProperty("code").GetString()!).ToList();
            foreach (var sort in new[] { "engagements", "code" })
            {
                var index = await app.TextAsync($"/members/{dimension}?sort={sort}");
                var listed = Count().Matches(index).Select(m => WebUtility.UrlDecode(WebUtility.HtmlDecode(m.Groups["code"].Value))).ToList();
                Assert.Equal((dimension, string.Join(' ', members.Order(StringComparer.Ordinal))), (dimension, string.Join(' ', sort == "code" ? listed : [.. listed.Order(StringComparer.Ordinal)])));
            }

            // Every member in the deep run, some of each dimension otherwise.
            foreach (var code in TestRun.IsDeep ? members : [.. members.Where((_, i) => i % 9 == number % 9)])
            {
                var page = await app.TextAsync($"/members/{dimension}/{Uri.EscapeDataString(code)}");
                pages++;
                var links = Linked().Matches(page).Select(m => (Address: WebUtility.HtmlDecode(m.Groups["address"].Value), Count: m.Groups["count"].Value)).ToList();
                foreach (var (address, count) in links.Where((_, i) => TestRun.IsDeep || i % 5 == pages % 5))
                {
                    Assert.Equal((address, count), (address, $"{(await app.JsonAsync("/api/v1" + address)).GetProperty("meta").GetProperty("rowsInAll").GetInt64()}"));
                    figures++;
                }
            }
        }

        Assert.True(pages > 15 && figures > 50, $"{pages} pages, {figures} figures");
    }

    [EngineFact]
    public async Task A_member_of_hidden_engagements_looks_like_one_that_does_not_exist()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(25)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse, AccessRules = RepositoryRoot.File("reports", "access.yml") };
        var (hidden, never) = ("/members/handling/restricted", "/members/handling/never-was");
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync(hidden)).Status);
        var (status, text) = await app.AskAsync(hidden, "reader");
        var (absent, unknown) = await app.AskAsync(never, "reader");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (status, absent));
        Assert.Equal(Plain(unknown, "never-was"), Plain(text, "restricted"));
        Assert.DoesNotContain("restricted", await app.TextAsync("/members/handling", "reader"), StringComparison.Ordinal);

        // A country exists without engagements, but has no page either.
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/members/participant_country/BR")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/members/contry/IN")).Status);
    }

    [EngineFact]
    public async Task A_page_names_the_member_in_every_language_with_its_first_and_latest_contact()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var page = WebUtility.HtmlDecode(await app.TextAsync("/members/participant_country/IN"));
        Assert.Contains("<h1><bdi>India</bdi></h1>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi lang=\"hi\">भारत</bdi>", page, StringComparison.Ordinal);
        var expected = (await app.JsonAsync("/api/v1/aggregates?measures=engagements,first_date,last_date&participant_country=IN&totals=true")).GetProperty("totals");
        Assert.Contains($"<span class=\"figure\">{expected.GetProperty("engagements")}</span>", page, StringComparison.Ordinal);
        Assert.Contains("2 June 2022", page, StringComparison.Ordinal);
        Assert.Equal("2022-06-02", expected.GetProperty("first_date").GetString());
        Assert.Contains("<svg", page, StringComparison.Ordinal);

        // Search finds by name, and a choice leads to the filtered list.
        var found = await app.TextAsync("/members/participant?name=rajnath&then=engagements&domain=defence-policy");
        Assert.Contains("href=\"/engagements?domain=defence-policy&amp;participant=rajnath-singh\"", found, StringComparison.Ordinal);
    }

    private static string Plain(string page, string code) => Token().Replace(page.Replace(code, "CODE", StringComparison.Ordinal), string.Empty);

    // A row of an index: its engagements, with the code as the last value of the filter.
    [GeneratedRegex("data-label=\"Engagements\"><a href=\"/engagements\\?[a-z_]+=(?<code>[^\"&]*)\">", RegexOptions.None, 1000)]
    private static partial Regex Count();

    [GeneratedRegex("<td class=\"number\"[^>]*><a href=\"(?<address>/engagements\\?[^\"]*)\">(?<count>[0-9,]+)</a>", RegexOptions.None, 1000)]
    private static partial Regex Linked();

    [GeneratedRegex("value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
