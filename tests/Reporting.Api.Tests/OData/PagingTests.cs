using Reporting.Api.Access.Keys;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Reporting.Api.Tests.OData;

public sealed class PagingTests
{
    [Theory]
    [InlineData("Engagements?$select=Code")]
    [InlineData("Engagements?$select=Code&$orderby=StartDate desc,Title")]
    [InlineData("Engagements?$select=Code&$orderby=Headcount,AmountUsd desc")]
    [InlineData("Engagements?$select=Code&$orderby=length(Title) desc,tolower(Title)")]
    [InlineData("Engagements?$select=Code&$orderby=Place/City desc&$filter=StartYear ne 1900")]
    [InlineData("EngagementDomains?$select=Id&$orderby=Weight desc")]
    [InlineData("Engagements?$apply=groupby((Code,StartYear),aggregate($count as N))&$orderby=StartYear desc")]
    public async Task Pages_hold_every_row_once_in_the_order_of_one_page(string path)
    {
        await using var app = new ReportingApp();
        using var feed = Feed.Of(app);
        var whole = Rows(await feed.JsonAsync(path));
        foreach (var size in new[] { 1, 3 })
        {
            var paged = new List<string>();
            for (string? next = path; next is not null;)
            {
                var page = await feed.JsonAsync(next, ("Prefer", $"odata.maxpagesize={size}"));
                paged.AddRange(Rows(page));
                next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            }

            Assert.Equal(whole, paged);
        }
    }

    [Fact]
    public async Task Rows_inserted_meanwhile_make_neither_gaps_nor_repeats()
    {
        await using var app = new ReportingApp();
        using var feed = Feed.Of(app);
        var before = Codes(await feed.JsonAsync("Engagements?$orderby=Title"));
        var seen = new List<string>();
        var inserted = 0;
        for (string? next = "Engagements?$orderby=Title&$select=Code,Title"; next is not null;)
        {
            var page = await feed.JsonAsync(next, ("Prefer", "odata.maxpagesize=2"));
            seen.AddRange(Codes(page));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            await InsertAsync(app.Database, ++inserted, "AAA before all others");
        }

        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task The_rest_of_top_is_asked_for_and_other_options_stay()
    {
        await using var app = new ReportingApp();
        using var feed = Feed.Of(app);
        var key = (await app.Services.GetRequiredService<KeyRing>().MakeAsync("Power Query", ["reader"], null, "test", CancellationToken.None)).Value!.Text;
        var (response, body) = await feed.SendAsync("Engagements?$top=5&$skip=1&$filter=StartYear%20gt%201900&$count=true&key=" + key, ("Prefer", "odata.maxpagesize=2"));
        Assert.Equal("odata.maxpagesize=2", Assert.Single(response.Headers.GetValues("Preference-Applied")));
        var link = JsonDocument.Parse(body).RootElement.GetProperty("@odata.nextLink").GetString()!;
        Assert.Contains("$top=3", link, StringComparison.Ordinal);
        Assert.Contains("$filter=StartYear%20gt%201900&$count=true", link, StringComparison.Ordinal);
        Assert.DoesNotContain("$skip=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("key=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("rk_", link, StringComparison.Ordinal);
        Assert.DoesNotContain("nextLink", System.Text.Encoding.UTF8.GetString((await feed.SendAsync("Engagements?$top=2", ("Prefer", "odata.maxpagesize=2"))).Body), StringComparison.Ordinal);
        await feed.RefusedAsync("Engagements?$skiptoken=" + link.Split("$skiptoken=")[1] + "&$orderby=Title", 400, "malformed-skiptoken");
        await feed.RefusedAsync("Engagements?$skiptoken=nonsense", 400, "malformed-skiptoken");
    }

    [Fact]
    public async Task Every_link_is_the_public_one_behind_a_proxy()
    {
        await using var app = new ReportingApp { Settings = new Dictionary<string, string> { ["PublicBaseUrl"] = "https://reports.example.org/cooperation/" } };
        using var feed = Feed.Of(app);
        const string Public = "https://reports.example.org/cooperation/odata/";
        var links = new List<string>();
        foreach (var path in new[] { "", "Engagements?$expand=Place", "Engagements(1)", "Engagements(1)/Title", "Engagements(1)/Place", "ByYear", "Engagements?$apply=aggregate($count as N)" })
        {
            foreach (var level in new[] { "minimal", "full" })
            {
                var (_, body) = await feed.SendAsync(path, ("Accept", $"application/json;odata.metadata={level}"), ("Prefer", "odata.maxpagesize=2"), ("Host", "internal:1"), ("X-Forwarded-Host", "evil.example.org"));
                links.AddRange(Links(JsonDocument.Parse(body).RootElement));
            }
        }

        Assert.True(links.Count > 30, $"{links.Count} links");
        Assert.All(links, link => Assert.StartsWith(Public, link, StringComparison.Ordinal));
        Assert.Contains(links, l => l.Contains("$skiptoken", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Links(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p.Value.ValueKind == JsonValueKind.String && (p.Name.EndsWith("@odata.context", StringComparison.Ordinal) || p.Name.EndsWith("Link", StringComparison.Ordinal) || p.Name == "@odata.id")
                ? [p.Value.GetString()!]
                : Links(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    private static async Task InsertAsync(string database, int number, string title)
    {
        await using var connection = new SqliteConnection(database);
        await connection.ExecuteAsync(
            """
            INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Handling, ImportKey, ImportRow, ImportedAt, RowHash)
            SELECT 1000 + @number, 'new-' || @number, @title, lower(@title), StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Handling, ImportKey, 1, ImportedAt, 'x'
            FROM FactEngagement WHERE EngagementKey = 1
            """,
            new { number, title });
    }

    private static List<string> Rows(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(r => r.GetRawText())];

    private static List<string> Codes(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Code").GetString()!)];
}
