namespace Reporting.Api.Tests.OData;

/// <summary>The requests of Power BI and Excel (Power Query's OData.Feed, implementation 2.0) with all headers; the responses are validated strictly.</summary>
public abstract class RecordedRequestsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : RecordedRequestsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : RecordedRequestsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private const string Accept =
        "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7";

    private static readonly (string Name, string Value)[] PowerQuery =
        [("OData-MaxVersion", "4.0"), ("MaxDataServiceVersion", "3.0"), ("Accept-Encoding", "gzip, deflate"), ("Accept", Accept), ("User-Agent", "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)")];

    public static TheoryData<string, string> Sequences() => new()
    {
        { "Engagements", "Engagements?$top=1000" },
        { "Engagements", "Engagements?$filter=StartDate ge 2022-01-01 and StartDate lt 2025-01-01&$select=Code,Title,StartDate,AmountUsd&$orderby=StartDate desc&$top=1000" },
        { "Engagements", "Engagements?$filter=ImportedAt ge 2020-01-01T00:00:00Z and ImportedAt lt 2100-01-01T00:00:00Z&$select=EngagementKey,ImportedAt" },
        { "Engagements", "Engagements?$expand=EngagementType($select=Code,Name),Place($select=City)&$select=Code,Title" },
        { "Engagements", "Engagements?$expand=Place&$top=5" },
        { "EngagementDomains", "EngagementDomains?$select=EngagementKey,DomainKey,Weight" },
        { "EngagementDomains", "EngagementDomains?$expand=Engagement($select=Title;$expand=Place($select=City,CountryCode)),Domain&$top=20" },
        { "EngagementsFlat", "EngagementsFlat?$filter=DomainCode eq 'cyber-security' and contains(Title,'a')" },
        { "ByYearAndDomain", "ByYearAndDomain?$filter=Year ge 2020&$orderby=Engagements desc,Id&$top=10" },
        { "Dates", "Dates?$filter=Date ne null" },
    };

    [EngineTheory]
    [MemberData(nameof(Sequences))]
    public async Task The_requests_of_power_query_get_the_responses_it_expects(string set, string data)
    {
        using var feed = Feed.Of(app);
        var (service, document) = await feed.SendAsync("", PowerQuery);
        Assert.Contains(StrictReader.Service(document, service.Content.Headers.ContentType!, await feed.ModelAsync()).EntitySets, s => s.Name == set);
        var (metadata, _) = await feed.SendAsync("$metadata", PowerQuery);
        Assert.Equal("application/xml", metadata.Content.Headers.ContentType!.MediaType);
        await feed.RowsAsync($"{set}?$top=1000", set, PowerQuery);
        var rows = await feed.RowsAsync(data, set, PowerQuery);
        Assert.NotEmpty(rows);
    }

    [EngineFact]
    public async Task A_context_url_lists_the_columns_of_an_expanded_navigation_and_all_others()
    {
        using var feed = Feed.Of(app);
        var root = (await feed.JsonAsync("")).GetProperty("@odata.context").GetString()!;
        Assert.EndsWith("/odata/$metadata", root, StringComparison.Ordinal);
        Assert.Equal(root + "#Engagements(Code,Place(PlaceKey,City))", await Context("Engagements?$select=Code&$expand=Place($select=PlaceKey,City)"));
        Assert.Equal(root + "#Places(PlaceKey,Code,City,CountryCode,Country(CountryCode,Name,NameLocal))", await Context("Places?$expand=Country"));
        Assert.Equal(root + "#Places", await Context("Places"));
        Assert.Equal(root + "#Places(City)", await Context("Places?$select=City"));

        async Task<string?> Context(string path) => (await feed.JsonAsync(path)).GetProperty("@odata.context").GetString();
    }

    [EngineFact]
    public async Task An_unsupported_option_of_a_tool_is_an_error_and_never_ignored()
    {
        using var feed = Feed.Of(app);
        await feed.RefusedAsync("Engagements?$compute=1 as X", 501, "not-implemented");
        await feed.RefusedAsync("Engagements?$filter=hour(ImportedAt) eq 1", 501, "not-implemented");
        await feed.RefusedAsync("Engagements?$filter=isof(Edm.String)", 501, "not-implemented");
        await feed.RefusedAsync("Engagements?filter=Code eq 'a'", 400, "unknown-parameter");
        await feed.RefusedAsync("Engagements?$expand=Place($filter=City eq 'a')", 501, "not-implemented");
        await feed.RefusedAsync("Dates?$search=x", 501, "not-implemented");
        await feed.RefusedAsync("$batch", 501, "not-implemented");
        await feed.RefusedAsync("Engagements", 412, "no-isolation", ("OData-Isolation", "snapshot"));
        await feed.RefusedAsync("Engagements", 400, "odata-version", ("OData-MaxVersion", "3.0"));
        await feed.RefusedAsync("Engagements", 406, "not-acceptable", ("Accept", "application/atom+xml"));
        await feed.RefusedAsync("Engagments", 404, "not-found");
        await feed.RefusedAsync("Engagements(999999)", 404, "unknown-entity");
        await feed.RefusedAsync("Engagements?$filter=Titel eq 'a'", 400, "unknown-property");
        Assert.Contains("'Engagements'", (await feed.RefusedAsync("Engagments", 404, "not-found")).GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
