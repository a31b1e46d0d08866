using System.Net;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.OData;

/// <summary>Under an address that names measures, the aggregated sets have these too, with the values of the same query.</summary>
public abstract class AskedMeasuresTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : AskedMeasuresTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : AskedMeasuresTests(app), IClassFixture<LimitedApp.OnServer>;

    private const string Asked = "people.change_pct,headcount.rolling(3),amount_usd.running,last_date.previous,engagement_share";

    private static readonly (string Id, string Name)[] Names =
    [
        ("people.change_pct", "PeopleChangePct"), ("headcount.rolling(3)", "HeadcountRolling3"), ("amount_usd.running", "AmountUsdRunning"), ("last_date.previous", "LastDatePrevious"), ("engagement_share", "EngagementShare"),
    ];

    [EngineFact]
    public async Task Variants_in_the_address_have_the_values_of_the_same_query()
    {
        var asked = (await JsonAsync($"/api/v1/aggregates?by=year&measures={Asked}")).GetProperty("data").EnumerateArray().ToList();
        var rows = (await JsonAsync($"/odata/measures/{Asked}/ByYear?$orderby=Year")).GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(asked.Count, rows.Count);
        Assert.Contains(asked, row => row.GetProperty("headcount.rolling(3)").ValueKind == JsonValueKind.Number);
        foreach (var (query, row) in asked.Zip(rows))
        {
            foreach (var (id, name) in Names)
            {
                Assert.Equal($"{name} {query.GetProperty("year")} {Text(query.GetProperty(id))}", $"{name} {row.GetProperty("Year")} {Text(row.GetProperty(name))}");
            }

            Assert.Equal(query.TryGetProperty("last_date.previous_label", out var label) ? label.GetString() : null, row.GetProperty("LastDatePreviousLabel").GetString());
        }

        var shares = (await JsonAsync("/odata/measures/engagements.share_of_parent/ByDomain?$select=DomainCode,EngagementsShareOfParent")).GetProperty("value").EnumerateArray().ToList();
        var domains = (await JsonAsync("/api/v1/aggregates?by=domain&measures=engagements.share_of_parent")).GetProperty("data").EnumerateArray().Select(d => Text(d.GetProperty("engagements.share_of_parent"))).Order();
        Assert.Equal(domains, shares.Select(s => Text(s.GetProperty("EngagementsShareOfParent"))).Order());
    }

    [EngineFact]
    public async Task Variants_have_types_and_can_be_filtered_ordered_counted_and_paged()
    {
        var metadata = StrictReader.Model(await app.TextAsync($"/odata/measures/{Asked}/$metadata", "admin"));
        var row = metadata.SchemaElements.OfType<Microsoft.OData.Edm.IEdmEntityType>().Single(t => t.Name == "ByYearRow");
        Assert.Equal(
            ["Edm.Double", "Edm.Int64", "Edm.Decimal", "Edm.Date", "Edm.Double"],
            Names.Select(n => Microsoft.OData.Edm.ExtensionMethods.FullName((Microsoft.OData.Edm.IEdmSchemaElement)row.DeclaredProperties.Single(p => p.Name == n.Name).Type.Definition)));
        Assert.Contains("ByYear", await app.TextAsync($"/odata/measures/{Asked}", "admin"), StringComparison.Ordinal);
        Assert.DoesNotContain("HeadcountRolling3", await app.TextAsync("/odata/$metadata", "admin"), StringComparison.Ordinal);

        var known = (await JsonAsync("/api/v1/aggregates?by=year&measures=headcount.rolling(3)")).GetProperty("data").EnumerateArray().Select(r => r.GetProperty("headcount.rolling(3)")).Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetInt64()).ToList();
        const string Filter = "$filter=HeadcountRolling3 gt 0&$orderby=HeadcountRolling3 desc";
        Assert.Equal($"{known.Count(v => v > 0)}", await app.TextAsync("/odata/measures/headcount.rolling(3)/ByYear/$count?$filter=HeadcountRolling3 gt 0", "admin"));
        var paged = new List<long>();
        for (var next = $"/odata/measures/headcount.rolling(3)/ByYear?{Filter}&$top=100&$select=HeadcountRolling3"; next is not null;)
        {
            var (_, content, response) = await app.AskAsync(next, "admin", ("Prefer", "odata.maxpagesize=1"));
            var text = Encoding.UTF8.GetString(content);
            Assert.True(response.IsSuccessStatusCode, text);
            var page = JsonDocument.Parse(text).RootElement;
            Assert.Contains("/odata/measures/headcount.rolling%283%29/$metadata#ByYear", page.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            paged.AddRange(page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("HeadcountRolling3").GetInt64()));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }

        Assert.Equal(known.Where(v => v > 0).OrderDescending(), paged);
    }

    [EngineTheory]
    [InlineData("people.chnge/ByYear", 400, "unknown-measure", "'change'")]
    [InlineData("peple/ByYear", 400, "unknown-measure", "'people'")]
    [InlineData("people,people/ByYear", 400, "named-twice", "once")]
    [InlineData("people,,headcount/ByYear", 400, "empty-value", "single commas")]
    [InlineData("first_date.change/ByYear", 422, "no-such-variant", "previous date")]
    [InlineData("headcount.rolling(3)/ByYear?$apply=aggregate(HeadcountRolling3 with sum as S)", 422, "not-additive", "")]
    [InlineData("headcount.rolling(3)/ByDomain?$select=HeadcountRolling3", 400, "unknown-property", "HeadcountRolling3")]
    public async Task A_mistake_in_the_address_is_refused_with_what_to_do(string path, int status, string code, string hint)
    {
        var (answer, content, _) = await app.AskAsync("/odata/measures/" + path, "admin");
        var text = Encoding.UTF8.GetString(content);
        Assert.Equal((HttpStatusCode)status, answer);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains(hint, text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_hidden_measure_is_refused_like_an_unknown_one()
    {
        var (hidden, unknown) = (await app.AskAsync("/odata/measures/amount_usd.change/ByYear", "reader"), await app.AskAsync("/odata/measures/amount_usx.change/ByYear", "reader"));
        Assert.Equal(HttpStatusCode.BadRequest, hidden.Status);
        Assert.Equal(Encoding.UTF8.GetString(unknown.Content).Replace("amount_usx", "amount_usd", StringComparison.Ordinal), Encoding.UTF8.GetString(hidden.Content));
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/odata/measures/amount_usd.change/ByYear", "admin")).Status);
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await app.TextAsync(path, "admin")).RootElement;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Number ? $"{value.GetDouble():0.#########}" : value.ToString();
}
