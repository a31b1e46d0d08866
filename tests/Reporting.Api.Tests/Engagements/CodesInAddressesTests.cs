using System.Net;
using System.Text.RegularExpressions;
using Reporting.Rendering.Renderers;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Tests.Engagements;

/// <summary>Codes of engagements come from their sources and can contain any character. Each engagement has a page and an API address.</summary>
public abstract partial class CodesInAddressesTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : CodesInAddressesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CodesInAddressesTests(WarehouseProvider.SqlServer);

    private static readonly string[] Codes =
    [
        "MoD/2025/12", "a.b", "1.", "..", ".", "...", "a..b", "../x", "x/..", "x/../y", "a//b", "/a", "b/", "50 %", "100%", "a%2Fb", "a/b", "%2E%2E", "%252E", "%", "%zz",
        "two words", "q?x=1#y", "c+d", "é/ח", "<b>\"'&", "back\\slash", "semi;colon=1", "engagements/api/v1/engagements",
    ];

    private TestWarehouse _warehouse = null!;
    private ReportingApp _app = null!;

    public async Task InitializeAsync()
    {
        _warehouse = await TestWarehouse.CreateAsync(
            new TestData([.. Codes.Select((code, i) => new TestEngagement { Code = code, Title = $"Title number {i}.", Start = new PartialDate(2025_01_01 + (i % 28)) })]), engine);
        _app = new ReportingApp { Warehouse = _warehouse };
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _warehouse.DisposeAsync();
    }

    [EngineFact]
    public async Task Every_code_has_a_page_and_an_address_in_the_API()
    {
        using var client = _app.PlainClient();
        foreach (var (code, title) in Codes.Select((code, i) => (code, $"Title number {i}.")))
        {
            var path = new ReportLinks(string.Empty).Engagement(code, "en");
            var page = await client.GetAsync(path);
            Assert.True(page.StatusCode == HttpStatusCode.OK, $"{code}: {path} {page.StatusCode}");
            var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
            Assert.Contains(title, text, StringComparison.Ordinal);
            Assert.Equal((code, title), await FoundAsync("/api/v1" + path));

            // The page links to the same engagement as JSON.
            Assert.Equal((code, title), await FoundAsync(Json().Match(text).Groups["address"].Value));
        }
    }

    [EngineFact]
    public async Task A_slash_that_a_proxy_decoded_is_accepted()
    {
        Assert.Equal("MoD/2025/12", (await FoundAsync("/api/v1/engagements/MoD/2025/12")).Code);
        Assert.Equal("é/ח", (await FoundAsync("/api/v1/engagements/%C3%A9/%D7%97")).Code);
        using var client = _app.PlainClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/engagements/MoD/2025")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/engagements/MoD%252F2025%252F12")).StatusCode);
    }

    [EngineFact]
    public async Task Every_link_of_a_list_and_of_a_report_leads_to_its_engagement()
    {
        using var client = _app.PlainClient();
        foreach (var content in new[] { await client.GetStringAsync("/engagements"), await client.GetStringAsync("/api/v1/reports/cooperation-by-year-and-domain/html?detail=full") })
        {
            var links = Link().Matches(content).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).Distinct().ToList();
            var found = new List<string>();
            foreach (var link in links)
            {
                found.Add((await FoundAsync("/api/v1" + link)).Code);
            }

            Assert.Equal(Codes.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    private async Task<(string Code, string Title)> FoundAsync(string path)
    {
        var found = await _app.JsonAsync(path);
        return (found.GetProperty("code").GetString()!, found.GetProperty("title").GetString()!);
    }

    [GeneratedRegex("\"(?<address>/engagements/[^\"?]+)[\"?]", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("href=\"(?<address>/api/v1/engagements/[^\"]+)\">", RegexOptions.None, 1000)]
    private static partial Regex Json();
}
