using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.ReportPages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Api.Tests.ReportPages;

public abstract class FormPairsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : FormPairsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : FormPairsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    [EngineTheory]
    [InlineData("cooperation-by-year-and-domain", "lang=en&from=&to=2025&domain=a&domain=a&domain=b&find.domain=x", "?to=2025&domain=a&domain=b")]
    [InlineData("cooperation-by-year-and-domain", "find.domain=x&find.participant_country=&find.now=yes&from=2020", "?from=2020&find.domain=x&find.now=yes")]
    [InlineData("cooperation-by-year-and-domain", "find.now=yes", "")]
    [InlineData("country-pair", "country=&partner=IL&years=usual&years.usual=last_5_years&years.from=2020&years.to=", "?partner=IL&years=last_5_years")]
    [InlineData("country-pair", "years=range&years.usual=all&years.from=2020&years.to=", "?years=2020..")]
    [InlineData("country-pair", "years=range&years.usual=2024&years.from=&years.to=", "?years=all")]
    [InlineData("country-pair", "years.from=2020", "")]
    [InlineData("country-pair", "years=2020..2021", "?years=2020..2021")]
    [InlineData("country-pair", "form=2020", "?form=2020")]
    [InlineData("cooperation-by-year-and-domain", "from=2025&to=2020&domain=a", "?from=2020&to=2025&domain=a")]
    [InlineData("cooperation-by-year-and-domain", "from=this_year&to=2020", "?from=this_year&to=2020")]
    [InlineData("country-pair", "years=range&years.from=2025&years.to=2020", "?years=2020..2025")]
    [InlineData("country-pair", "years=2025..2020", "?years=2020..2025")]
    public void A_form_becomes_a_short_address(string report, string sent, string tidy)
    {
        Assert.True(app.Services.GetRequiredService<Reloadable<ReportCatalog>>().Value.Find(report).IsValue(out var definition, out _));
        var pairs = FormPairs.Of(definition, Pairs(sent));
        Assert.Equal(tidy, pairs.QueryWithFinds());

        // The short address stays unchanged, so no redirect loops.
        var again = Pairs(tidy.TrimStart('?')).ToList();
        Assert.True(FormPairs.Of(definition, again).Are(again));
        Assert.Equal(sent == tidy.TrimStart('?'), pairs.Are(Pairs(sent)));
    }

    [EngineFact]
    public async Task Every_wrong_value_of_a_form_is_named_at_its_field()
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/reports/country-pair?country=XX&partner=YY&years=x");
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(400, (int)response.StatusCode);
        foreach (var (field, message) in new[] { ("country", "has no member &#x27;XX&#x27;"), ("partner", "has no member &#x27;YY&#x27;"), ("years", "&#x27;x&#x27; is not a period of years") })
        {
            Assert.Contains(message, page[page.IndexOf($"id=\"wrong-{field}\"", StringComparison.Ordinal)..].Split("</div>")[0], StringComparison.Ordinal);
        }

        // A report that still waits for a choice names only what is wrong.
        var asking = await client.GetStringAsync("/reports/country-pair?country=IN");
        Assert.DoesNotContain("id=\"wrong-", asking, StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query)
    {
        var read = HttpUtility.ParseQueryString(query);
        return read.AllKeys.SelectMany(name => read.GetValues(name)!.Select(value => new KeyValuePair<string, string>(name!, value)));
    }
}
