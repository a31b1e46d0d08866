using System.Net;
using System.Text.Json;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Demo;

namespace Reporting.Api.Tests.Engagements;

/// <summary>A page of more than 1,000 engagements is streamed, with the same format as other pages.</summary>
public abstract class LongPagesTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : LongPagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : LongPagesTests(WarehouseProvider.SqlServer);

    private const int Engagements = 1_300;

    private TestWarehouse _warehouse = null!;
    private ReportingApp _app = null!;

    public async Task InitializeAsync()
    {
        _warehouse = await TestWarehouse.DemoAsync(new DemoRequest(Engagements, 3), engine);
        _app = new ReportingApp { Warehouse = _warehouse };
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _warehouse.DisposeAsync();
    }

    [EngineFact]
    public async Task A_long_page_contains_the_same_engagements_as_short_pages()
    {
        var rows = new List<string>();
        for (string? after = null; ;)
        {
            var page = await _app.JsonAsync($"/api/v1/engagements?limit=500{after}");
            rows.AddRange(page.GetProperty("data").EnumerateArray().Select(e => e.GetRawText()));
            if (page.GetProperty("meta").GetProperty("next").GetString() is not { } next)
            {
                break;
            }

            after = "&after=" + Uri.EscapeDataString(next);
        }

        var whole = await _app.JsonAsync("/api/v1/engagements?limit=50000");
        Assert.Equal(Engagements, rows.Count);
        Assert.Equal(rows, whole.GetProperty("data").EnumerateArray().Select(e => e.GetRawText()));
        var (shorter, longer) = ((await _app.JsonAsync("/api/v1/engagements?limit=1000&year=2020")).GetProperty("meta"), (await _app.JsonAsync("/api/v1/engagements?limit=1001&year=2020")).GetProperty("meta"));
        Assert.Equal(shorter.EnumerateObject().Where(p => p.Name != "limit").Select(p => p.ToString()), longer.EnumerateObject().Where(p => p.Name != "limit").Select(p => p.ToString()));

        // The next page starts where the long page ends.
        var first = await _app.JsonAsync("/api/v1/engagements?limit=1200");
        var meta = first.GetProperty("meta");
        Assert.Equal((1200, (long)Engagements, true), (meta.GetProperty("rows").GetInt32(), meta.GetProperty("rowsInAll").GetInt64(), meta.GetProperty("truncated").GetBoolean()));
        var rest = await _app.JsonAsync("/api/v1/engagements?limit=1200&after=" + Uri.EscapeDataString(meta.GetProperty("next").GetString()!));
        Assert.Equal(rows, first.GetProperty("data").EnumerateArray().Concat(rest.GetProperty("data").EnumerateArray()).Select(e => e.GetRawText()));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("meta").GetProperty("next").ValueKind);
    }

    [EngineFact]
    public async Task A_long_page_has_a_tag_and_is_not_sent_again_to_a_client_that_has_it()
    {
        using var client = _app.CreateClient();
        using var first = await client.GetAsync("/api/v1/engagements?limit=2000");
        Assert.Equal("application/json; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("W/\"", first.Headers.ETag!.ToString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{12}$", first.Headers.GetValues("X-Question-Id").Single());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/engagements?limit=2000");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var held = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/engagements?limit=2000"));
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        using var refused = await client.GetAsync("/api/v1/engagements?limit=2000&after=nonsense");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }
}
