using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.OData;
using Microsoft.OData.Edm;

namespace Reporting.Api.Tests.OData;

public abstract class FeedTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : FeedTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : FeedTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    public static TheoryData<string> Sets() =>
    [
        "Engagements", "Dates", "Domains", "Participants", "Countries", "EngagementTypes", "Places", "Sources", "EngagementDomains", "EngagementParticipants", "EngagementRelations", "EngagementsFlat",
        "ByYear", "ByDomain", "ByYearAndDomain", "ByParticipant",
    ];

    [EngineTheory]
    [MemberData(nameof(Sets))]
    public async Task Every_set_is_valid_in_pages_with_every_metadata_level(string set)
    {
        using var feed = Feed.Of(app);
        var whole = await feed.RowsAsync(set, set);
        Assert.NotEmpty(whole);
        var key = (await feed.ModelAsync()).EntityContainer.FindEntitySet(set);
        var name = ((IEdmCollectionType)key.Type).ElementType.AsEntity().Key().Single().Name;
        var keys = whole.Select(r => Key(r, name)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(keys, (await feed.RowsAsync(set, set, ("Prefer", "odata.maxpagesize=" + Math.Max(2, keys.Count / 5)))).Select(r => Key(r, name)));
        foreach (var accept in new[] { "application/json;odata.metadata=full", "application/json;odata.metadata=minimal;IEEE754Compatible=true", "application/json;odata.metadata=full;IEEE754Compatible=true" })
        {
            Assert.Equal(keys, (await feed.RowsAsync(set, set, ("Accept", accept))).Select(r => Key(r, name)));
        }

        var none = await feed.JsonAsync(set, ("Accept", "application/json;odata.metadata=none"));
        Assert.False(none.TryGetProperty("@odata.context", out _));
        Assert.Equal(keys.Count, none.GetProperty("value").GetArrayLength());
        Assert.Equal(keys.Count.ToString(CultureInfo.InvariantCulture), await feed.TextAsync(set + "/$count"));
        Assert.Equal(keys.Count, (await feed.JsonAsync(set + "?$count=true&$top=1")).GetProperty("@odata.count").GetInt64());
        var literal = keys[0] is string text ? $"'{text}'" : keys[0];
        var (response, body) = await feed.SendAsync($"{set}({literal})");
        var one = StrictReader.One(body, response.Content.Headers.ContentType!, await feed.ModelAsync(), set);
        Assert.Equal(keys[0], Key(one, name));
        Assert.Equal(Convert.ToString(keys[0], CultureInfo.InvariantCulture), await feed.TextAsync($"{set}({literal})/{name}/$value"));
        Assert.Equal(name, StrictReader.Property((await feed.SendAsync($"{set}({literal})/{name}")).Body, response.Content.Headers.ContentType!, await feed.ModelAsync()).Name ?? name);
    }

    [EngineFact]
    public async Task Metadata_comes_as_xml_and_as_json_on_request()
    {
        using var feed = Feed.Of(app);
        var (xml, _) = await feed.SendAsync("$metadata");
        Assert.Equal("application/xml", xml.Content.Headers.ContentType!.MediaType);
        var json = await feed.JsonAsync("$metadata?$format=json");
        Assert.Equal("Reporting.Container", json.GetProperty("$EntityContainer").GetString());
        Assert.Equal("application/json", (await feed.SendAsync("$metadata", ("Accept", "application/json"))).Response.Content.Headers.ContentType!.MediaType);
        await feed.RefusedAsync("$metadata", 406, "not-acceptable", ("Accept", "image/png"));
    }

    [EngineFact]
    public async Task Navigations_return_one_entity_or_204()
    {
        using var feed = Feed.Of(app);
        var first = (await feed.JsonAsync("Engagements?$top=1&$expand=Place($expand=Country)&$filter=Place/City ne null")).GetProperty("value")[0];
        var key = first.GetProperty("EngagementKey").GetInt32();
        var place = await feed.JsonAsync($"Engagements({key})/Place");
        Assert.Equal(first.GetProperty("Place").GetProperty("City").GetString(), place.GetProperty("City").GetString());
        Assert.EndsWith("#Places/$entity", place.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.GetProperty("Place").GetProperty("Country").GetProperty("Name").GetString(), await feed.TextAsync($"Engagements({key})/Place/Country/Name/$value"));
        var codes = await feed.JsonAsync($"Engagements({key})/DomainCodes");
        Assert.Equal(first.GetProperty("DomainCodes").GetArrayLength(), codes.GetProperty("value").GetArrayLength());
        Assert.Equal(codes.GetProperty("value").GetArrayLength().ToString(CultureInfo.InvariantCulture), await feed.TextAsync($"Engagements({key})/DomainCodes/$count"));

        var participation = (await feed.JsonAsync("EngagementParticipants?$filter=OnBehalfOfKey eq null&$top=1&$expand=OnBehalfOf")).GetProperty("value")[0];
        Assert.Equal(JsonValueKind.Null, participation.GetProperty("OnBehalfOf").ValueKind);
        var (response, body) = await feed.SendAsync($"EngagementParticipants('{participation.GetProperty("Id").GetString()!.Replace("|", "%7C", StringComparison.Ordinal)}')/OnBehalfOf");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(body);
    }

    [EngineFact]
    public async Task Large_numbers_are_texts_only_if_the_client_requests_it()
    {
        using var feed = Feed.Of(app);
        const string Path = "ByYear?$select=Engagements,AmountUsd&$count=true&$top=1&$filter=Year ne null";
        var usual = await feed.JsonAsync(Path);
        Assert.Equal(JsonValueKind.Number, usual.GetProperty("@odata.count").ValueKind);
        Assert.Equal(JsonValueKind.Number, usual.GetProperty("value")[0].GetProperty("Engagements").ValueKind);
        var texts = await feed.JsonAsync(Path, ("Accept", "application/json;IEEE754Compatible=true"));
        Assert.Equal(JsonValueKind.String, texts.GetProperty("@odata.count").ValueKind);
        Assert.Equal(JsonValueKind.String, texts.GetProperty("value")[0].GetProperty("Engagements").ValueKind);
    }

    [EngineFact]
    public async Task Aggregated_sets_count_as_the_rest_interface_does()
    {
        using var feed = Feed.Of(app);
        var rows = (await feed.JsonAsync("ByYearAndDomain?$filter=Year ne null")).GetProperty("value").EnumerateArray().ToDictionary(r => r.GetProperty("Id").GetString()!, r => r);
        var asked = (await app.JsonAsync("/api/v1/aggregates?by=year,domain&measures=engagements,allocated_engagements,people,headcount,first_date,days_since_last,longest_gap_days")).GetProperty("data").EnumerateArray()
            .Where(r => r.GetProperty("year").ValueKind == JsonValueKind.Number).ToList();
        Assert.Equal(asked.Count, rows.Count);
        Assert.All(asked, r =>
        {
            var row = rows[$"{r.GetProperty("year").GetInt32()}|{r.GetProperty("domain").GetString()}"];
            Assert.Equal(r.GetProperty("engagements").GetInt64(), row.GetProperty("Engagements").GetInt64());
            Assert.Equal(r.GetProperty("allocated_engagements").GetDouble(), row.GetProperty("AllocatedEngagements").GetDouble(), 1e-12);
            Assert.Equal(r.GetProperty("people").GetInt64(), row.GetProperty("People").GetInt64());
            Assert.Equal(r.GetProperty("headcount").GetRawText(), row.GetProperty("Headcount").GetRawText());
            Assert.Equal(r.GetProperty("days_since_last").GetRawText(), row.GetProperty("DaysSinceLast").GetRawText());
            Assert.Equal(r.GetProperty("longest_gap_days").GetRawText(), row.GetProperty("LongestGapDays").GetRawText());
            Assert.Equal(r.GetProperty("first_date").GetRawText(), row.GetProperty("FirstDate").GetRawText());
            Assert.Equal(r.GetProperty("first_date_label").GetRawText(), row.GetProperty("FirstDateLabel").GetRawText());
        });
    }

    [EngineTheory]
    [InlineData("ByDomain?$apply=aggregate(Engagements with sum as T)", "domain")]
    [InlineData("ByYearAndDomain?$apply=groupby((Year),aggregate(Engagements with sum as T))", "domain")]
    [InlineData("ByYear?$apply=aggregate(People with sum as T)", "year")]
    [InlineData("ByYear?$apply=aggregate(LongestGapDays with sum as T)", "year")]
    [InlineData("ByParticipant?$apply=aggregate(DaysSinceLast with sum as T)", "participant")]
    [InlineData("EngagementsFlat?$apply=aggregate(AmountUsd with sum as T)", "domain")]
    [InlineData("EngagementDomains?$apply=aggregate(Engagement/AmountUsd with sum as T)", "repeated")]
    [InlineData("Engagements?$apply=aggregate(StartYear with average as T)", "not measures")]
    [InlineData("ByYearAndDomain?$apply=groupby((DomainCode,Year),aggregate(Engagements with sum as T))/aggregate(T with sum as U)", "domain")]
    public async Task Summing_a_non_additive_property_is_refused_by_name(string path, string over)
    {
        using var feed = Feed.Of(app);
        Assert.Contains(over, (await feed.RefusedAsync(path, 422, "not-additive")).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Summing_an_additive_property_gives_the_total()
    {
        using var feed = Feed.Of(app);
        var total = (await app.JsonAsync("/api/v1/aggregates?measures=engagements,amount_usd")).GetProperty("data")[0];
        Assert.Equal(total.GetProperty("engagements").GetInt64(), await Sum("ByYear?$apply=aggregate(Engagements with sum as T)"));
        Assert.Equal(total.GetProperty("engagements").GetDouble(), await Sum("ByDomain?$apply=aggregate(AllocatedEngagements with sum as T)"), 1e-9);
        Assert.Equal(total.GetProperty("engagements").GetDouble(), await Sum("EngagementsFlat?$apply=aggregate(Weight with sum as T)"), 1e-9);
        Assert.Equal(total.GetProperty("engagements").GetInt64(), await Sum("Engagements?$apply=aggregate($count as T)"));

        async Task<double> Sum(string path) => (await feed.JsonAsync(path)).GetProperty("value")[0].GetProperty("T").GetDouble();
    }

    [EngineFact]
    public async Task Concat_sends_the_rows_of_each_branch()
    {
        using var feed = Feed.Of(app);
        var rows = (await feed.JsonAsync("Engagements?$apply=filter(StartYear ge 2000)/concat(aggregate($count as Total),groupby((EngagementType/Name),aggregate($count as N)))")).GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(rows[0].GetProperty("Total").GetInt64(), rows.Skip(1).Sum(r => r.GetProperty("N").GetInt64()));
        Assert.All(rows.Skip(1), r => Assert.False(string.IsNullOrEmpty(r.GetProperty("EngagementType").GetProperty("Name").GetString())));
        await feed.RefusedAsync("Engagements?$apply=concat(aggregate($count as A),aggregate($count as B))&$top=1", 501, "not-implemented");
    }

    private static object? Key(ODataResource row, string name) => row.Properties.OfType<ODataProperty>().Single(p => p.Name == name).Value;
}
