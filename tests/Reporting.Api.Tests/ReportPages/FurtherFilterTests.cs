using System.Net;
using System.Text.RegularExpressions;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>A filter on a dimension that the report itself does not offer; and fields that leave out what another field has.</summary>
public abstract partial class FurtherFilterTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : FurtherFilterTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : FurtherFilterTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private const string Report = "/reports/cooperation-by-year-and-domain";

    [EngineFact]
    public async Task A_chosen_dimension_becomes_a_field_with_the_counts_of_its_members()
    {
        var page = await TextAsync($"{Report}?find.filter=engagement_category&filter.engagement_category=agreement");
        var field = Field().Match(page).Value;
        var choices = Choice().Matches(field).Select(m => m.Groups["code"].Value).ToList();
        Assert.Equal("agreement", choices[0]);
        Assert.True(choices.Count > 2 && choices.Distinct().Count() == choices.Count);

        // The other categories are counted without the filter on this one.
        var counted = await app.JsonAsync("/api/v1/aggregates?by=engagement_category");
        foreach (var row in counted.GetProperty("data").EnumerateArray())
        {
            Assert.Matches($"value=\"{row.GetProperty("engagement_category").GetString()}\".*?{row.GetProperty("engagements").GetInt64():N0}</span>", field);
        }

        // One field holds the filter: it is not hidden in the form as well.
        Assert.DoesNotContain("<input type=\"hidden\" name=\"filter.engagement_category\"", page, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"filter.engagement_category\"", await TextAsync($"{Report}?filter.engagement_category=agreement"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Dimensions_with_a_field_are_not_offered_again_and_unknown_ones_open_nothing()
    {
        var offered = Option().Matches(Select().Match(await TextAsync(Report)).Value).Select(m => m.Groups["code"].Value).ToList();
        Assert.Contains("engagement_type", offered);
        Assert.Empty(offered.Intersect(["domain", "participant_country", "year", "month"]));
        Assert.DoesNotMatch(Field(), await TextAsync($"{Report}?find.filter=none"));
        Assert.DoesNotMatch(Field(), await TextAsync($"{Report}?find.filter=domain"));
    }

    [EngineTheory]
    [InlineData("country=IN", "partner", "IN")]
    [InlineData("partner=IL", "country", "IL")]
    [InlineData("country=IN&partner=IL", "partner", "IN")]
    [InlineData("country=IN&partner=IL", "country", "IL")]
    public async Task A_side_of_a_pair_does_not_offer_the_country_of_the_other(string query, string field, string taken)
    {
        var page = await TextAsync($"/reports/country-pair?{query}");
        Assert.DoesNotMatch($"name=\"{field}\" value=\"{taken}\"", page);
        Assert.Matches($"name=\"{field}\" value=\"[A-Z]{{2}}\"", page);
    }

    private async Task<string> TextAsync(string address)
    {
        using var client = app.PlainClient();
        return WebUtility.HtmlDecode(await client.GetStringAsync(address));
    }

    [GeneratedRegex("<details[^>]*id=\"field-filter\\.[a-z_]+\".*?</details>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Field();

    [GeneratedRegex("name=\"filter\\.engagement_category\" value=\"(?<code>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Choice();

    [GeneratedRegex("<select id=\"field-more\".*?</select>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Select();

    [GeneratedRegex("<option value=\"(?<code>[a-z_]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Option();
}
