using System.Globalization;
using System.Net;
using System.Web;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>
/// A random walk over the marks, headings, levels and fields of reports' pages. At each state the page has the figures of the API and of the oracle, and its
/// address shows the same where sets of members are counted (decision 0076). REPORTING_DEEP=1 takes 500 clicks over all shipped reports, and REPORTING_SEED=n other ones.
/// </summary>
public abstract class DashboardWalkTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : DashboardWalkTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : DashboardWalkTests(WarehouseProvider.SqlServer);

    private static readonly int Seed = TestRun.Seed ?? 20261129;
    private static readonly int Clicks = TestRun.IsDeep ? 500 : 24;

    private static readonly string[] Reports =
    [
        "cooperation-by-year-and-domain", "domain-profile", "yearly-review", "country-pairs",
        .. (TestRun.IsDeep ? ["country-pair", "participant-profile", "data-quality", "follow-up", "no-contact-since"] : Array.Empty<string>()),
    ];

    [EngineFact]
    public async Task Every_state_of_a_page_has_the_figures_of_the_API_and_of_the_oracle()
    {
        var random = new Random(Seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        await using var other = new ReportingApp { Warehouse = warehouse, CountsSets = true };
        using var client = app.CreateClient();
        using var sets = other.CreateClient();
        var kinds = new HashSet<string>();
        foreach (var report in Reports)
        {
            var (query, seen) = (await StartAsync(client, report), new List<string>());
            for (var i = 0; i < Math.Max(Clicks / Reports.Length, 6); i++)
            {
                var html = await PageAsync(client, report, query);
                var page = new PageParts(html);
                if (page.IsAsking)
                {
                    // The last click released a member that the report requires.
                    query = seen[^1];
                    continue;
                }

                await PageFigures.CheckAsync(app, client, warehouse, report, query, page);
                Assert.Equal(page.Dashboard, new PageParts(await PageAsync(sets, report, query)).Dashboard);
                seen.Add(query);
                query = await InOrderAsync(client, report, Next(page, query, seen, random, kinds));
            }
        }

        Assert.Superset(new HashSet<string> { "filter", "add", "order", "go", "select", "back" }, kinds);
    }

    // With the members that the report requires. The year before the present one has few random data.
    private static async Task<string> StartAsync(HttpClient client, string report)
    {
        var query = report == "yearly-review" ? "?year=2023" : string.Empty;
        while (new PageParts(await PageAsync(client, report, query)).FirstRequired(query) is { } required)
        {
            query += (query.Length == 0 ? "?" : "&") + required;
        }

        return query;
    }

    private static string Next(PageParts page, string query, List<string> seen, Random random, HashSet<string> kinds)
    {
        var draw = random.Next(10);
        if (draw == 0 && seen.Count > 2)
        {
            kinds.Add("back");
            return seen[random.Next(seen.Count)];
        }

        if (draw == 1 && page.Selects.Where(s => s.Values.Count > 1 && !s.Name.Contains('.', StringComparison.Ordinal) && s.Name != "lang").ToList() is { Count: > 0 } selects)
        {
            kinds.Add("select");
            var (name, values) = selects[random.Next(selects.Count)];
            var pairs = HttpUtility.ParseQueryString(query);
            pairs[name] = values[random.Next(values.Count)];
            return "?" + pairs;
        }

        var wanted = draw switch { < 7 => "filter", 7 => "order", _ => "go" };
        var moves = page.Moves.Where(m => m.Kind == wanted).ToList();
        moves = moves.Count > 0 ? moves : [.. page.Moves];
        var (kind, next) = moves[random.Next(moves.Count)];
        kinds.Add(kind);
        return draw < 3 && kind == "filter" ? Added(next, query, kinds) : next;
    }

    // A click with Shift, as dashboard.js does it: the members of the mark beside those that are chosen.
    private static string Added(string next, string query, HashSet<string> kinds)
    {
        var (now, then) = (HttpUtility.ParseQueryString(query), HttpUtility.ParseQueryString(next));
        foreach (var name in then.AllKeys.OfType<string>().Where(name => name.StartsWith("filter.", StringComparison.Ordinal) && now[name] is { Length: > 0 } chosen && chosen != then[name]))
        {
            kinds.Add("add");
            then[name] = string.Join(',', now[name]!.Split(',').Concat(then[name]!.Split(',')).Distinct());
        }

        return "?" + then;
    }

    // The slicers offer a first year after the last one. The page then shows the years in order.
    private static async Task<string> InOrderAsync(HttpClient client, string report, string next)
    {
        var pairs = HttpUtility.ParseQueryString(next);
        if (!int.TryParse(pairs["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(pairs["to"], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || from <= to)
        {
            return next;
        }

        (pairs["from"], pairs["to"]) = (pairs["to"], pairs["from"]);
        var ordered = "?" + pairs;
        Assert.Equal(new PageParts(await PageAsync(client, report, ordered)).Dashboard, new PageParts(await PageAsync(client, report, next)).Dashboard);
        return ordered;
    }

    private static async Task<string> PageAsync(HttpClient client, string report, string query)
    {
        using var response = await client.GetAsync($"/reports/{report}{query}");
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} for /reports/{report}{query}\n{html}");
        return html;
    }
}
