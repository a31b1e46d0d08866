using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>An analyst follows the recipe of docs/model.md: after a restart the measures stand everywhere, with the numbers that they say.</summary>
public abstract class MeasureRecipeTests(ReportingApp app)
{
    public sealed class OnSqlite(RecipeApp app) : MeasureRecipeTests(app), IClassFixture<RecipeApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<RecipeApp> server) : MeasureRecipeTests(server.App), IClassFixture<ServerApp<RecipeApp>>;

    private const string Own = "exercises,agreements_per_10_meetings,cyber_security_share,three_year_headcount";

    [EngineFact]
    public async Task The_measures_of_the_recipe_count_what_they_say()
    {
        var rows = Rows(await app.JsonAsync($"/api/v1/aggregates?by=year&fill=true&measures={Own}"), "year");
        var (agreements, meetings) = (await ByYearAsync("agreements", ""), await ByYearAsync("engagements", "&engagement_type=meeting"));
        var (cyber, all, heads) = (await ByYearAsync("engagements", "&domain_any=cyber-security"), await ByYearAsync("engagements", ""), await ByYearAsync("headcount", ""));
        Assert.True(rows.Count > 2);
        foreach (var (year, row) in rows.Where(r => r.Key > 0))
        {
            // The reference data have no exercise yet: a member that is not there matches nothing.
            Assert.Equal(0, row["exercises"]);
            Assert.Equal(meetings.GetValueOrDefault(year) is { } some ? agreements[year] / some * 10 : null, row["agreements_per_10_meetings"]);
            Assert.Equal(all.GetValueOrDefault(year) is { } whole ? (cyber.GetValueOrDefault(year) ?? 0) / whole : null, row["cyber_security_share"]);
            var known = Enumerable.Range(year - 2, 3).Select(y => heads.GetValueOrDefault(y)).OfType<double>().ToList();
            Assert.Equal(known.Count == 0 ? null : known.Sum(), row["three_year_headcount"]);
        }
    }

    [EngineFact]
    public async Task The_measures_of_the_recipe_stand_in_the_model_in_OpenAPI_and_in_the_feed()
    {
        var model = (await app.JsonAsync("/api/v1/model?lang=hi")).GetProperty("measures").EnumerateArray().ToDictionary(m => m.GetProperty("id").GetString()!);
        Assert.Equal("period: {of: headcount, as: rolling, periods: 3, level: year}", model["three_year_headcount"].GetProperty("definition").GetString());
        Assert.Equal("तीन वर्षों की उपस्थिति", model["three_year_headcount"].GetProperty("caption").GetString());
        Assert.Equal("one_valued", model["exercises"].GetProperty("additivity").GetString());
        Assert.All(model["cyber_security_share"].GetProperty("addsUpOver").EnumerateObject(), d => Assert.False(d.Value.GetBoolean()));
        Assert.Contains("change_pct", model["exercises"].GetProperty("variants").EnumerateArray().Select(v => v.GetString()));

        var openApi = (await app.JsonAsync("/swagger/v1/swagger.json")).GetProperty("components").GetProperty("schemas").GetProperty("AggregateRow").GetProperty("properties");
        Assert.All(Own.Split(','), id => Assert.True(openApi.TryGetProperty(id, out _), id));

        Assert.Contains("ThreeYearHeadcount", Encoding.UTF8.GetString(await app.BytesAsync("/odata/$metadata")), StringComparison.Ordinal);
        var asked = Rows(await app.JsonAsync($"/api/v1/aggregates?by=year&measures={Own}"), "year");
        var feed = (await app.JsonAsync("/odata/ByYear?$select=Year,Exercises,AgreementsPer10Meetings,CyberSecurityShare,ThreeYearHeadcount&$orderby=Year")).GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(asked.Count, feed.Count);
        foreach (var row in feed.Where(r => r.GetProperty("Year").ValueKind == JsonValueKind.Number))
        {
            var same = asked[row.GetProperty("Year").GetInt32()];
            Assert.Equal(same["exercises"], Number(row.GetProperty("Exercises")));
            Assert.Equal(same["agreements_per_10_meetings"], Number(row.GetProperty("AgreementsPer10Meetings")));
            Assert.Equal(same["cyber_security_share"], Number(row.GetProperty("CyberSecurityShare")));
            Assert.Equal(same["three_year_headcount"], Number(row.GetProperty("ThreeYearHeadcount")));
        }

        var filtered = (await app.JsonAsync("/odata/ByYearAndDomain?$filter=Exercises gt 0&$count=true")).GetProperty("@odata.count").GetInt32();
        Assert.Equal(Rows(await app.JsonAsync("/api/v1/aggregates?by=domain,year&measures=exercises"), "year", distinct: false).Count(r => r.Value["exercises"] > 0), filtered);
        using var client = app.CreateClient();
        using var refused = await client.GetAsync("/odata/ByYear?$apply=aggregate(CyberSecurityShare with sum as S)");
        Assert.Contains("not-additive", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("en", "Headcount of three years")]
    [InlineData("hi", "तीन वर्षों की उपस्थिति")]
    [InlineData("he", "מספר הנוכחים בשלוש שנים")]
    public async Task The_measures_of_the_recipe_stand_in_the_files_of_a_report(string language, string caption)
    {
        Assert.Contains(caption, WebUtility.HtmlDecode(Encoding.UTF8.GetString(await app.BytesAsync($"/api/v1/reports/recipe/html?lang={language}"))), StringComparison.Ordinal);
        Assert.Contains("three_year_headcount", Encoding.UTF8.GetString(await app.BytesAsync($"/api/v1/reports/recipe/csv?section=years&lang={language}")), StringComparison.Ordinal);
        using var workbook = new ZipArchive(new MemoryStream(await app.BytesAsync($"/api/v1/reports/recipe/xlsx?lang={language}")));
        var texts = workbook.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        });
        Assert.Contains(texts, text => text.Contains(caption, StringComparison.Ordinal));
    }

    [TheoryNeeds("chromium", "pdftotext")]
    [InlineData("Headcount of three years")]
    public async Task The_measures_of_the_recipe_stand_in_a_PDF(string caption)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await app.BytesAsync("/api/v1/reports/recipe/pdf"));
        var text = await ExternalPrograms.RunAsync("pdftotext", ["-raw", file, "-"]);
        File.Delete(file);
        Assert.Contains(caption, string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private async Task<Dictionary<int, double?>> ByYearAsync(string measure, string filter) =>
        Rows(await app.JsonAsync($"/api/v1/aggregates?by=year&measures={measure}{filter}"), "year").ToDictionary(r => r.Key, r => r.Value[measure]);

    // A row that is not stated, or the place of a row where the key repeats, has a key below 0.
    private static Dictionary<int, Dictionary<string, double?>> Rows(JsonElement answer, string key, bool distinct = true) => answer.GetProperty("data").EnumerateArray().Index().ToDictionary(
        r => distinct && r.Item.GetProperty(key).ValueKind == JsonValueKind.Number ? r.Item.GetProperty(key).GetInt32() : -1 - r.Index,
        r => r.Item.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null).ToDictionary(p => p.Name, p => Number(p.Value)));

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}
