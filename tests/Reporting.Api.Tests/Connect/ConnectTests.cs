using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Connect;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Tests.Access;
using Reporting.Engine.Feed;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Api.Tests.Connect;

/// <summary>The connection files and the page for BI tools.</summary>
public abstract partial class ConnectTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : ConnectTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : ConnectTests(app), IClassFixture<LimitedApp.OnServer>;

    private static readonly XNamespace Odc = "urn:schemas-microsoft-com:office:odc";
    private static readonly XNamespace Mashup = "http://schemas.microsoft.com/DataMashup";

    [EngineFact]
    public async Task The_power_bi_file_contains_only_the_address_of_the_feed()
    {
        var (status, content, response) = await app.AskAsync("/connect/power-bi.pbids", "reader");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("reporting.pbids", response.Content.Headers.ContentDisposition!.FileName);
        var root = response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority);
        Assert.Equal(
            "{\"version\":\"0.1\",\"connections\":[{\"details\":{\"protocol\":\"odata\",\"address\":{\"url\":\"" + root + "/odata/\"}},\"options\":{},\"mode\":\"Import\"}]}",
            JsonSerializer.Serialize(JsonDocument.Parse(content).RootElement));
    }

    [EngineFact]
    public async Task Excel_gets_each_set_as_a_connection_with_its_query()
    {
        var sets = JsonDocument.Parse(await app.TextAsync("/odata", "admin")).RootElement.GetProperty("value").EnumerateArray().Select(s => s.GetProperty("name").GetString()!).ToList();
        Assert.True(sets.Count > 10);
        foreach (var set in sets)
        {
            var (_, content, response) = await app.AskAsync($"/connect/{set}.odc", "admin");
            Assert.Equal("text/x-ms-odc; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(set + ".odc", response.Content.Headers.ContentDisposition!.FileName);
            var page = System.Text.Encoding.UTF8.GetString(content);
            Assert.Contains("<meta http-equiv=Content-Type content=\"text/x-ms-odc; charset=utf-8\">", page, StringComparison.Ordinal);
            Assert.Contains("<meta name=ProgId content=ODC.Database>", page, StringComparison.Ordinal);
            Assert.Contains("<meta name=SourceType content=OLEDB>", page, StringComparison.Ordinal);

            var connection = XElement.Parse(Connection().Match(page).Groups["xml"].Value);
            Assert.StartsWith($"Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location={set};", connection.Descendants(Odc + "ConnectionString").Single().Value, StringComparison.Ordinal);
            Assert.Equal($"SELECT * FROM [{set}]", connection.Descendants(Odc + "CommandText").Single().Value);
            var query = XElement.Parse(connection.Element(Odc + "PowerQueryMashupData")!.Value).Descendants(Mashup + "Query").Single();
            Assert.Equal(set, query.Attribute("Name")!.Value);
            var root = response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority);
            Assert.Equal($"let Source = OData.Feed(\"{root}/odata/\", null, [Implementation=\"2.0\"]), T = Source{{[Name=\"{set}\",Signature=\"table\"]}}[Data] in T", query.Element(Mashup + "Formula")!.Value);
        }
    }

    [EngineTheory]
    [InlineData("/connect/Participants.odc", "reader")]
    [InlineData("/connect/ByParticipant.odc", "reader")]
    [InlineData("/connect/Nothing.odc", "admin")]
    [InlineData("/connect/byyear.odc", "admin")]
    public async Task A_set_that_the_caller_may_not_see_has_no_connection_file(string path, string role) => Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync(path, role)).Status);

    [EngineFact]
    public async Task The_page_lists_the_sets_that_the_caller_may_see()
    {
        var (reader, admin) = (await app.TextAsync("/connect", "reader"), await app.TextAsync("/connect", "admin"));
        Assert.Contains("/connect/ByYear.odc", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("/connect/Participants.odc", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("/odata/ByParticipant", reader, StringComparison.Ordinal);
        Assert.Contains("/connect/Participants.odc", admin, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Every_set_of_the_feed_is_described_on_the_page()
    {
        await using var every = new ReportingApp { Engine = app.Engine };
        var sets = every.Services.GetRequiredService<Reloadable<EntitySets>>().Value;
        Assert.Equal(sets.All.Select(s => s.Name).Order(StringComparer.Ordinal), Described("en").Select(s => s.Name).Order(StringComparer.Ordinal));
        foreach (var language in Language.All)
        {
            var page = await every.BytesAsync($"/connect?lang={language.Code}");
            Assert.All(Described(language.Code), set => Assert.Contains($">{set.Row}</td>", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal));
        }

        Assert.All(Language.All, language => Assert.Equal(PageCaptions.In(Language.English).Connecting.Rows.Keys, PageCaptions.In(language).Connecting.Rows.Keys));

        IReadOnlyList<ConnectSet> Described(string language) => ConnectSets.Of(sets, PageCaptions.In(Language.Of(language)).Connecting);
    }

    [EngineFact]
    public async Task No_secret_gets_into_the_page_or_a_file()
    {
        await using var secured = new SecuredApp { Engine = app.Engine };
        var key = await secured.KeyAsync("reader");
        foreach (var path in new[] { "/connect", "/connect/power-bi.pbids", "/connect/ByYear.odc" })
        {
            using var byUrl = await secured.GetAsync($"{path}?key={key}");
            var text = await byUrl.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, byUrl.StatusCode);
            Assert.DoesNotContain(key[3..], text, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)[?&;]key=", text);
        }

        using var page = await secured.GetAsync("/connect", key);
        Assert.DoesNotContain("<strong>Anonymous</strong>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await secured.GetAsync("/connect");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [GeneratedRegex("<xml id=msodc>(?<xml>[^\\0]*?)</xml>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Connection();
}
