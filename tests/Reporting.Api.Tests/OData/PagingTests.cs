using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.OData;

public abstract class PagingTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PagingTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PagingTests(WarehouseProvider.SqlServer);

    [EngineTheory]
    [InlineData("Engagements?$select=Code")]
    [InlineData("Engagements?$select=Code&$orderby=StartDate desc,Title")]
    [InlineData("Engagements?$select=Code&$orderby=Headcount,AmountUsd desc")]
    [InlineData("Engagements?$select=Code&$orderby=length(Title) desc,tolower(Title)")]
    [InlineData("Engagements?$select=Code&$orderby=Place/City desc&$filter=StartYear ne 1900")]
    [InlineData("EngagementDomains?$select=Id&$orderby=Weight desc")]
    [InlineData("Engagements?$apply=groupby((Code,StartYear),aggregate($count as N))&$orderby=StartYear desc")]
    public async Task Pages_contain_every_row_once_in_order(string path)
    {
        await using var app = new ReportingApp { Engine = engine };
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

    [EngineFact]
    public async Task Rows_inserted_between_pages_cause_neither_gaps_nor_repeats()
    {
        await using var app = new ReportingApp { Engine = engine };
        using var feed = Feed.Of(app);
        var before = Codes(await feed.JsonAsync("Engagements?$orderby=Title"));
        var seen = new List<string>();
        var inserted = 0;
        for (string? next = "Engagements?$orderby=Title&$select=Code,Title"; next is not null;)
        {
            var page = await feed.JsonAsync(next, ("Prefer", "odata.maxpagesize=2"));
            seen.AddRange(Codes(page));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            await InsertAsync(app, ++inserted, "AAA before all others");
        }

        Assert.Equal(before, seen);
    }

    [EngineFact]
    public async Task The_next_link_reduces_top_and_keeps_other_options()
    {
        await using var app = new SecuredApp { Engine = engine };
        using var feed = Feed.Of(app);
        var key = "key=" + await app.KeyAsync("reader");
        var (response, body) = await feed.SendAsync("Engagements?$top=5&$skip=1&$filter=StartYear%20gt%201900&$count=true&" + key, ("Prefer", "odata.maxpagesize=2"));
        Assert.Equal("odata.maxpagesize=2", Assert.Single(response.Headers.GetValues("Preference-Applied")));
        var link = JsonDocument.Parse(body).RootElement.GetProperty("@odata.nextLink").GetString()!;
        Assert.Contains("$top=3", link, StringComparison.Ordinal);
        Assert.Contains("$filter=StartYear%20gt%201900&$count=true", link, StringComparison.Ordinal);
        Assert.DoesNotContain("$skip=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("rk_", link, StringComparison.Ordinal);
        Assert.DoesNotContain("nextLink", System.Text.Encoding.UTF8.GetString((await feed.SendAsync("Engagements?$top=2&" + key, ("Prefer", "odata.maxpagesize=2"))).Body), StringComparison.Ordinal);
        await feed.RefusedAsync("Engagements?$skiptoken=" + link.Split("$skiptoken=")[1] + "&$orderby=Title&" + key, 400, "malformed-skiptoken");
        await feed.RefusedAsync(link, 401, "credentials-missing");
        await feed.RefusedAsync("Engagements?$skiptoken=nonsense&" + key, 400, "malformed-skiptoken");
    }

    private static async Task InsertAsync(ReportingApp app, int number, string title)
    {
        await using var connection = await app.Services.GetRequiredService<WarehouseConnections>().OpenWriteAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Handling, HandlingKey, ImportKey, ImportRow, ImportedAt, RowHash)
            SELECT 1000 + @number, @code, @title, lower(@title), StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Handling, HandlingKey, ImportKey, 1, ImportedAt, 'x'
            FROM FactEngagement WHERE EngagementKey = 1
            """,
            new { number, code = $"new-{number}", title });
    }

    private static List<string> Rows(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(r => r.GetRawText())];

    private static List<string> Codes(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Code").GetString()!)];
}
