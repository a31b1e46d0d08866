using System.Net;
using System.Text.Json;

namespace Reporting.Api.Tests.Access;

/// <summary>Measures and dimensions that a role hides do not exist for its holders. A report lists the sections it omits.</summary>
public abstract class VisibilityTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : VisibilityTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : VisibilityTests(app), IClassFixture<LimitedApp.OnServer>;

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    [EngineFact]
    public async Task The_model_lists_only_visible_measures_and_dimensions()
    {
        var model = await app.TextAsync("/api/v1/model", "reader");
        Assert.DoesNotContain("\"amount_usd\"", model, StringComparison.Ordinal);
        Assert.DoesNotContain("\"participant\"", model, StringComparison.Ordinal);
        Assert.DoesNotContain("participant_country", model, StringComparison.Ordinal);
        Assert.Contains("\"organisation\"", model, StringComparison.Ordinal);
        Assert.Contains("\"amount_usd\"", await app.TextAsync("/api/v1/model", "admin"), StringComparison.Ordinal);
        Assert.Contains("\"amount_usd\"", await app.TextAsync("/api/v1/model", "reader admin"), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("measures=amount_usd", "measures=amount_uss")]
    [InlineData("by=participant", "by=participanx")]
    [InlineData("participant_any=someone", "participanx_any=someone")]
    [InlineData("measures=engagements&order=-amount_usd", "measures=engagements&order=-amount_uss")]
    public async Task Hidden_names_are_refused_like_unknown_names(string hidden, string unknown)
    {
        var (one, other) = (await app.JsonAsync("/api/v1/aggregates?" + hidden, "reader"), await app.JsonAsync("/api/v1/aggregates?" + unknown, "reader"));
        Assert.Equal(other.GetProperty("code").GetString(), one.GetProperty("code").GetString());
        Assert.Equal(
            other.GetProperty("detail").GetString()!.Replace("uss", "usd", StringComparison.Ordinal).Replace("participanx", "participant", StringComparison.Ordinal),
            one.GetProperty("detail").GetString());
        Assert.DoesNotContain("amount_usd", other.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("'participant'", other.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Saving_a_report_with_its_filters_names_nothing_that_is_hidden()
    {
        using var browser = app.Browse("reader");
        Assert.DoesNotContain("/reports/yearly-review/save", await browser.OpenAsync("/reports/yearly-review"), StringComparison.Ordinal);
        await browser.OpenAsync("/reports/yearly-review/save");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.OpenAsync("/saved-reports");
        await browser.SendAsync("/reports/yearly-review/save", [("save.title", "Mine")]);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Contains("your roles do not include", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("'participant", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("'people'", browser.Text, StringComparison.Ordinal);
    }

    /// <summary>An address that was parsed for one caller is not cached for another.</summary>
    [EngineFact]
    public async Task An_address_that_one_caller_may_request_is_refused_to_another()
    {
        const string Address = "/api/v1/aggregates?measures=engagements&participant_any=someone";
        Assert.Equal(2, (await app.JsonAsync(Address, "admin")).GetProperty("data")[0].GetProperty("engagements").GetInt32());
        Assert.Equal("unknown-parameter", (await app.JsonAsync(Address, "reader")).GetProperty("code").GetString());
    }

    [EngineFact]
    public async Task A_listed_engagement_omits_hidden_values()
    {
        var one = await app.JsonAsync("/api/v1/engagements/m-1", "reader");
        Assert.Equal(JsonValueKind.Null, one.GetProperty("amountUsd").ValueKind);
        Assert.Equal(7, one.GetProperty("headcount").GetInt32());
        Assert.Empty(one.GetProperty("participants").EnumerateArray());
        Assert.Equal(1250.5m, (await app.JsonAsync("/api/v1/engagements/m-1", "admin")).GetProperty("amountUsd").GetDecimal());
        var blind = await app.JsonAsync("/api/v1/engagements/m-1", "blind");
        Assert.Equal("not shown", blind.GetProperty("type").GetProperty("name").GetString());
        Assert.Equal("not shown", blind.GetProperty("startLabel").GetString());
    }

    [EngineTheory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("csv")]
    public async Task A_report_says_which_sections_it_does_not_show(string format)
    {
        Assert.Contains("This section is hidden", await app.TextAsync($"{Report}/{format}", "blind"), StringComparison.Ordinal);
        var all = await app.TextAsync($"{Report}/{format}", "admin");
        Assert.DoesNotContain("is hidden because", all, StringComparison.Ordinal);
        Assert.DoesNotContain("not shown", all, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_row_of_figures_omits_hidden_figures_and_says_so()
    {
        var figures = (await app.JsonAsync(Report + "/json", "reader")).GetProperty("sections").EnumerateArray().First(s => s.GetProperty("kind").GetString() == "kpis");
        Assert.DoesNotContain(figures.GetProperty("items").EnumerateArray(), i => i.GetProperty("measure").GetString() == "people");
        Assert.Contains("Some figures are hidden", figures.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_report_parameter_on_a_hidden_dimension_does_not_exist()
    {
        Assert.DoesNotContain("participant_country", await app.TextAsync(Report, "reader"), StringComparison.Ordinal);
        Assert.Equal("unknown-parameter", (await app.JsonAsync(Report + "/json?participant_country=IN", "reader")).GetProperty("code").GetString());
        Assert.Contains("participant_country", await app.TextAsync(Report, "admin"), StringComparison.Ordinal);
    }
}
