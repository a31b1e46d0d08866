using System.Text.Json;

namespace Reporting.Api.Tests.OData;

/// <summary>Options that the random queries do not cover.</summary>
public abstract class OptionsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : OptionsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : OptionsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    [EngineTheory]
    [InlineData("Engagements?$filter=contains(Title,@part) and StartYear ge @year&@part='a'&@year=2020", "Engagements?$filter=contains(Title,'a') and StartYear ge 2020")]
    [InlineData("Engagements?$filter=StartDate in (2022-06-02,2025-11-04)", "Engagements?$filter=StartDate eq 2022-06-02 or StartDate eq 2025-11-04")]
    [InlineData("Engagements?$filter=Code in ('','it''s','a in (2020-01-01)') or Handling in ('public','')", "Engagements?$filter=Handling eq 'public'")]
    [InlineData("Engagements?$filter=not (Headcount gt 5)", "Engagements?$filter=Headcount le 5 or Headcount eq null")]
    [InlineData("Engagements?$filter=not (StartDate ge 2024-01-01)", "Engagements?$filter=StartDate lt 2024-01-01 or StartDate eq null")]
    [InlineData("Engagements?$filter='IN' in CountryCodes", "Engagements?$filter=CountryCodes/any(c:c eq 'IN')")]
    [InlineData("Engagements?$filter=ImportedAt ge 2020-01-01T00:00:00.5%2B05:30 and ImportedAt lt 2100-01-01", "Engagements")]
    [InlineData("Engagements?$filter=ImportedAt lt now() add duration'P0D' or true", null)]
    [InlineData("Engagements?$filter=ImportedAt le now()", "Engagements")]
    [InlineData("Engagements?$filter=Place ne null", "Engagements")]
    [InlineData("Engagements?$filter=contains(Title,'a') eq false", "Engagements?$filter=not contains(Title,'a')")]
    [InlineData("Engagements?$filter=Headcount div 2 eq 1.5", "Engagements?$filter=false")]
    [InlineData("Engagements?$filter=Headcount add 0.1 gt 3.09", "Engagements?$filter=Headcount ge 3")]
    [InlineData("Engagements?$filter=Headcount div 0 eq null", "Engagements")]
    [InlineData("Engagements?$filter=DomainCodes/any(c:startswith(c,'c') and contains(Title,c) or c eq Code) or true", "Engagements")]
    [InlineData("Engagements?$apply=filter(StartYear ge 2023)", "Engagements?$filter=StartYear ge 2023")]
    [InlineData("ByYear?$filter=Engagements gt 1 and Year ne null", "ByYear?$filter=not (Engagements le 1 or Year eq null)")]
    public async Task Equivalent_queries_give_the_same_rows(string path, string? other)
    {
        using var feed = Feed.Of(app);
        if (other is null)
        {
            await feed.RefusedAsync(path, 501, "not-implemented");
            return;
        }

        Assert.Equal(Values(await feed.JsonAsync(other)), Values(await feed.JsonAsync(path)));
    }

    [EngineTheory]
    [InlineData("topcount(2,Headcount)", "topcount")]
    [InlineData("filter(StartYear ge 2020)/bottomsum(10,Headcount)", "bottomsum")]
    [InlineData("groupby((StartYear),topcount(1,Headcount))", "topcount")]
    [InlineData("groupby((StartYear),aggregate($count as N))/ toppercent (50,N)", "toppercent")]
    [InlineData("identity", "identity")]
    [InlineData("concat(identity,aggregate($count as N))", "identity")]
    [InlineData("groupby((rollup(StartYear,PlaceKey)),aggregate($count as N))", "rollup")]
    [InlineData("groupby((rollup($all,StartYear)))", "rollup")]
    [InlineData("expand(Place,filter(City eq 'a'))", "expand")]
    [InlineData("search(a)", "search")]
    [InlineData("orderby(Title)", "orderby")]
    [InlineData("skip(1)/top(2)", "skip")]
    [InlineData("join(Place as P)", "join")]
    [InlineData("descendants($root/Places,H,PlaceKey,filter(true))", "descendants")]
    [InlineData("aggregate(Headcount with sum as H from StartYear with average)", "from")]
    [InlineData("aggregate(Headcount with Custom.median as H)", "Custom.median")]
    public async Task A_transformation_that_is_not_supported_is_refused_by_name(string apply, string name)
    {
        using var feed = Feed.Of(app);
        var error = await feed.RefusedAsync("Engagements?$apply=" + apply, 501, "not-implemented");
        Assert.Contains(name, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("aggregate($count as top)", "top")]
    [InlineData("filter(not contains(Title,'topcount(1,identity)'))/aggregate($count as skip)", "skip")]
    [InlineData("compute(1 as search)/aggregate(search with sum as identity)", "identity")]
    public async Task Names_of_transformations_are_allowed_as_aliases(string apply, string name)
    {
        using var feed = Feed.Of(app);
        Assert.True((await feed.JsonAsync("Engagements?$apply=" + apply)).GetProperty("value")[0].TryGetProperty(name, out _));
    }

    [EngineTheory]
    [InlineData("$select=title", "title", "Title")]
    [InlineData("$filter=Titel eq 'a'", "Titel", "Title")]
    [InlineData("$orderby=Titel", "Titel", "Title")]
    [InlineData("$expand=Plase", "Plase", "Place")]
    [InlineData("$filter=Place/Citty eq 'Delhi'", "Citty", "City")]
    [InlineData("$expand=Place($select=Citty)", "Citty", "City")]
    [InlineData("$apply=groupby((Titel))", "Titel", "Title")]
    public async Task An_unknown_property_is_refused_with_the_nearest_name(string option, string name, string nearest)
    {
        using var feed = Feed.Of(app);
        var message = (await feed.RefusedAsync("Engagements?" + option, 400, "unknown-property")).GetProperty("message").GetString();
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        Assert.Contains($"'{nearest}'", message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_parameter_alias_is_replaced_by_its_value()
    {
        using var feed = Feed.Of(app);
        Assert.NotEmpty(Values(await feed.JsonAsync("Domains?$filter=Code eq @code&@code='cyber-security'")));
        Assert.Contains("@code", (await feed.RefusedAsync("Domains?$filter=Code eq @code", 400, "malformed-odata")).GetProperty("message").GetString(), StringComparison.Ordinal);
        await feed.RefusedAsync("Domains?@code='cyber-security'", 400, "malformed-odata");
    }

    [EngineFact]
    public async Task Search_ignores_case()
    {
        using var feed = Feed.Of(app);
        var found = Values(await feed.JsonAsync("Engagements?$search=JOINT&$select=Code"));
        Assert.NotEmpty(found);
        Assert.Equal(Values(await feed.JsonAsync("Engagements?$filter=contains(tolower(Title),'joint')&$select=Code")), found);
        Assert.Equal("cyber-security", Assert.Single((await feed.JsonAsync("Domains?$search=CYBER AND NOT zzz")).GetProperty("value").EnumerateArray()).GetProperty("Code").GetString());
        Assert.Empty(Values(await feed.JsonAsync("Engagements?$search=joint AND \"no such words\"")));
    }

    [EngineFact]
    public async Task Aliases_have_type_annotations_where_json_does_not_show_the_type()
    {
        using var feed = Feed.Of(app);
        var row = (await feed.JsonAsync("Engagements?$apply=groupby((EngagementType/Code),aggregate($count as N,StartDate with min as First,AmountUsd with sum as Amount))")).GetProperty("value")[0];
        Assert.Equal("#Int64", row.GetProperty("N@odata.type").GetString());
        Assert.Equal("#Date", row.GetProperty("First@odata.type").GetString());
        Assert.Equal("#Decimal", row.GetProperty("Amount@odata.type").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", row.GetProperty("First").GetString());
        Assert.NotNull(row.GetProperty("EngagementType").GetProperty("Code").GetString());
        // A constant is not a sort term, and every instant is valid.
        foreach (var option in new[] { "$apply=compute(5 as X)&$orderby=X,Code", "$apply=compute(1 as X)&$orderby=X desc,Code", "$apply=compute(5 add 1 as X)&$orderby=Code,X", "$filter=ImportedAt gt 0001-01-01T00:00:00Z&$orderby=Code" })
        {
            var codes = (await feed.JsonAsync("Engagements?$select=Code&" + option)).GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Code").GetString()!).ToList();
            Assert.Equal(17, codes.Count);
            Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        }

        var computed = (await feed.JsonAsync("Engagements?$apply=compute(year(StartDate) as Y)&$select=Code,Y&$filter=Y ge 2022&$orderby=Y desc")).GetProperty("value");
        Assert.All(computed.EnumerateArray(), r => Assert.True(r.GetProperty("Y").GetInt32() >= 2022));
    }

    [EngineFact]
    public async Task Full_metadata_contains_the_address_of_each_entity_and_navigation()
    {
        using var feed = Feed.Of(app);
        var row = (await feed.JsonAsync("Engagements?$top=1&$expand=Place", ("Accept", "application/json;odata.metadata=full"))).GetProperty("value")[0];
        Assert.Equal("#Reporting.Engagement", row.GetProperty("@odata.type").GetString());
        Assert.Equal(row.GetProperty("Code").GetString(), (await feed.JsonAsync(row.GetProperty("@odata.id").GetString()!)).GetProperty("Code").GetString());
        Assert.NotNull((await feed.JsonAsync(row.GetProperty("EngagementType@odata.navigationLink").GetString()!)).GetProperty("Code").GetString());
        Assert.EndsWith("/Places(" + row.GetProperty("PlaceKey").GetInt32() + ")", row.GetProperty("Place").GetProperty("@odata.id").GetString(), StringComparison.Ordinal);
        Assert.Equal("#Int32", row.GetProperty("EngagementKey@odata.type").GetString());
    }

    private static List<string> Values(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(r => r.GetRawText())];
}
