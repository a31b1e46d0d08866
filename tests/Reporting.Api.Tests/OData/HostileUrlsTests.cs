using System.Text;
using System.Text.Json;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Feed;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.OData;

/// <summary>Malformed and hostile URLs get 4xx or 501 with an OData error, never 500. Parse bombs are refused early.</summary>
public abstract class HostileUrlsTests(ReportingApp app, ITestOutputHelper output)
{
    public sealed class OnSqlite(ReportingApp app, ITestOutputHelper output) : HostileUrlsTests(app, output), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, ITestOutputHelper output) : HostileUrlsTests(server.App, output), IClassFixture<ServerApp<ReportingApp>>;

    private const int Seed = 20260219;

    private static readonly string[] Pieces =
    [
        "'", "''", "(", ")", "((", ",", "/", "$", "@", "%00", "%ff", "%F0%9F%98%80", " eq ", " and ", "not ", "null", "INF", "NaN", "-", "1e999", "99999999999999999999", "0x1", "$it", "$count", "$value",
        "any(", "all(c:c", "in (", "geo.distance", "cast(", "'; DROP TABLE FactEngagement; --", "\u202E", "..", "//", "[", "{\"a\":1}", "+", "&", "=", "?", "#", ";", ":", "*", "%25", "%2F", "Edm.String", "2024-13-45", "T00:00:00Z",
        "duration'P1D'", "binary'AA'", "$levels=max", "$ref", "Reporting.Engagement", "concat(", "aggregate(", "groupby((", "with sum as", "$apply", "as ", "rollup", "\t", "%0d%0aX: y",
    ];

    public static TheoryData<string> Refused() =>
    [
        "Engagements?$filter=" + new string('(', 1990), "Engagements?$filter=" + string.Concat(Enumerable.Repeat("not ", 480)) + "true eq 1 or", "Engagements?$filter=" + new string('a', 50_000),
        "Engagements?$filter=Code eq 'a" + "&$top=1", "Engagements?$top=-1", "Engagements?$top=1.5", "Engagements?$skip=x", "Engagements?$count=maybe", "Engagements?$orderby=", "Engagements?$select=Nothing",
        "Engagements?$expand=Nothing", "Engagements?$filter=1", "Engagements?$filter=Code", "Engagements?$filter=Code add 1 eq 2", "Engagements?$filter=length(Headcount) eq 1", "Engagements?$filter=Headcount eq 'a'",
        "Engagements?$filter=Headcount/any(c:c eq 1)", "Engagements?$filter=DomainCodes eq 'a'", "Engagements?$filter=DomainCodes/any(c:d eq 'a')", "Engagements?$filter=@p eq 1", "Engagements?$filter=Code eq @p",
        "Engagements?@p=1", "Engagements?$top=1&$top=2", "Engagements?$Filter=true", "Engagements?select=Code", "Engagements?$skiptoken=AAAA", "Engagements?$skiptoken=W10", "Engagements?$format=atom", "Engagements?$filter=",
        "Engagements('x')", "Engagements(1,2)", "Engagements(Code='x')", "Engagements(99999999999)", "Engagements(1)/Nothing", "Engagements(1)/Title/Length", "Engagements(1)?$top=1", "Engagements(1)/$value", "Engagements/$count?$top=1",
        "Engagements/1", "Nothing", "$all", "$crossjoin(Engagements)", "$entity?$id=Engagements(1)", "Engagements/$ref", "Engagements/$each", "Engagements/$filter(true)", "Engagements/Reporting.Engagement",
        "Engagements?$apply=aggregate(Headcount with sum as Title)", "Engagements?$apply=groupby((DomainCodes))", "Engagements?$apply=concat(", "Engagements?$apply=concat()", "Engagements?$apply=concat(aggregate($count as N))/filter(N gt 1)",
        "Engagements?$apply=aggregate(Title with sum as T)", "Engagements?$apply=aggregate($count as N)&$filter=Code eq 'a'", "Engagements?$apply=groupby((Code))&$orderby=Title", "Engagements?$apply=aggregate($count as N)&$filter=N eq 'a'",
        "Engagements?$orderby=1", "Engagements?$orderby=DomainCodes", "Engagements?$search=(", "Engagements?$filter=Code eq 'a%00b'", "Engagements?$filter=AmountUsd gt INF", "Engagements?$filter=Code has 'x'", "Engagements?$filter=Place/Nothing eq 1",
        "Engagements?$expand=Place($expand=Country($expand=Nothing))", "Engagements?$expand=Place($levels=3)", "Engagements?$select=Place/City", "Engagements?$filter=Title in ('a',1)", "Engagements?$compute=1 as One", "Engagements?$inlinecount=allpages",
        "Engagements?$apply=aggregate(Headcount with sum as N)/aggregate(N with average as M,N with max as M)",
        "Engagements?$filter=" + string.Join(" add ", Enumerable.Repeat("1", 300)) + " eq 1", "Engagements?$orderby=" + string.Join(',', Enumerable.Range(0, 40).Select(i => $"Headcount add {i}")),
        "Engagements?$filter=" + string.Concat(Enumerable.Repeat("tolower(", 100)) + "Code" + new string(')', 100) + " eq 'a'",
        "EngagementDomains?$expand=Engagement($expand=Place($expand=Country($expand=X($expand=Y))))", "Engagements?$filter=Headcount mul 9223372036854775807 mul 9223372036854775807 mul 10 eq 1e400",
    ];

    [EngineTheory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_url_is_refused_with_an_odata_error(string path)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/odata/" + path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode is (>= 400 and < 500) or 501, $"{(int)response.StatusCode} {body}");
        Assert.Equal("4.0", Assert.Single(response.Headers.GetValues("OData-Version")));
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.All(new[] { "code", "message" }, name => Assert.False(string.IsNullOrWhiteSpace(error.GetProperty(name).GetString())));
    }

    [EngineFact]
    public async Task Malformed_urls_are_answered_or_refused_and_never_cause_a_500()
    {
        var random = new Random(Seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), app.Engine);
        await using var spoilt = new ReportingApp { Warehouse = warehouse };
        using var client = spoilt.CreateClient();
        var queries = new RandomFeedQueries(random, warehouse.Sets, new FeedOracle(warehouse.Data));
        var (total, refused) = (TestRun.IsDeep ? 2_000 : 200, 0);
        for (var i = 0; i < total; i++)
        {
            var path = Spoilt(FeedText.Url(queries.Next()), random);
            using var response = await client.GetAsync("/odata/" + path);
            var body = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            Assert.True(status is 200 or (>= 400 and < 500) or 501, $"{status} {path}\n{body}");
            if (status != 200)
            {
                refused++;
                if (body.Length == 0 && path.Split('?')[0].Contains("%00", StringComparison.Ordinal))
                {
                    // The web server itself refuses such a request before the program sees it.
                    Assert.Equal(400, status);
                    continue;
                }

                Assert.True(body.StartsWith('{'), $"{status} {path}\n{body}");
                Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("code").GetString()), path);
            }
        }

        output.WriteLine($"{refused} of {total} refused.");
        Assert.True(refused > total / 2);
    }

    [EngineFact]
    public async Task Other_methods_are_refused_with_an_odata_error()
    {
        using var client = app.CreateClient();
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var response = await client.SendAsync(new HttpRequestMessage(method, "/odata/Engagements"));
            Assert.Equal(405, (int)response.StatusCode);
            Assert.Equal("method-not-allowed", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("code").GetString());
            Assert.Equal("4.0", Assert.Single(response.Headers.GetValues("OData-Version")));
        }

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/odata/Engagements"));
        Assert.Equal(200, (int)head.StatusCode);
    }

    private static string Spoilt(string url, Random random)
    {
        var text = new StringBuilder(url);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 20), text.Length - at)));
                    break;
                default:
                    var piece = Pieces[random.Next(Pieces.Length)];
                    text.Insert(at, piece.StartsWith('%') ? piece : Uri.EscapeDataString(piece));
                    break;
            }
        }

        return text.Length == 0 ? "x" : text.ToString();
    }
}
