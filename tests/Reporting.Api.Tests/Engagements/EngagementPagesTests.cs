using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Engagements;

/// <summary>Pages lead from a figure to its engagements and from an engagement to its sources, under the usual row rules.</summary>
public abstract partial class EngagementPagesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EngagementPagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EngagementPagesTests(WarehouseProvider.SqlServer);

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    [EngineTheory]
    [InlineData("", 40)]
    [InlineData("?from=2020&to=2024", 40)]
    public async Task Each_figure_of_a_matrix_links_to_as_many_engagements_as_it_shows(string query, int most)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(21)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var page = await app.TextAsync(Report + "/html" + query);
        var matrix = page[page.IndexOf("id=\"by-year-and-domain\"", StringComparison.Ordinal)..];
        matrix = matrix[..matrix.IndexOf("</section>", StringComparison.Ordinal)];
        var figures = Figure().Matches(matrix).Select(m => (Address: WebUtility.HtmlDecode(m.Groups["address"].Value), Value: m.Groups["value"].Value)).ToList();
        Assert.Equal(Cell().Count(matrix), figures.Count);
        Assert.NotEmpty(figures);
        foreach (var (address, value) in figures.Where((_, i) => i % Math.Max(figures.Count / most, 1) == 0))
        {
            var found = await app.JsonAsync("/api/v1" + address);
            Assert.Equal((address, value), (address, found.GetProperty("meta").GetProperty("rowsInAll").GetInt64().ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Contains($"<h1>{figures[^1].Value} engagements</h1>", await app.TextAsync(figures[^1].Address), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_engagement_has_a_page_with_its_sources_in_the_requested_language()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var english = await app.TextAsync("/engagements/2022-06-02-vision-statement");
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", english, StringComparison.Ordinal);
        var sources = (await app.JsonAsync("/api/v1/engagements/2022-06-02-vision-statement")).GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("title").GetString()!).ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.Contains(source, WebUtility.HtmlDecode(english), StringComparison.Ordinal));
        var hebrew = await app.TextAsync("/engagements/2022-06-02-vision-statement", "admin", ("Accept-Language", "de, he;q=0.9, en;q=0.4"));
        Assert.Contains("<html lang=\"he\" dir=\"rtl\">", hebrew, StringComparison.Ordinal);
        Assert.Contains("2 ביוני 2022", WebUtility.HtmlDecode(hebrew), StringComparison.Ordinal);
        Assert.Contains("הסכם", JsonSerializer.Serialize(await app.JsonAsync("/api/v1/engagements/2022-06-02-vision-statement?lang=he"), new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_hidden_engagement_looks_like_one_that_does_not_exist()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(22)).Rich(), engine);
        var hidden = warehouse.Data.Engagements.First(e => e.Handling != "public").Code;
        await using var app = new AppWithRoles { Warehouse = warehouse, AccessRules = RepositoryRoot.File("reports", "access.yml") };
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/engagements/" + hidden, "admin")).Status);
        var (status, text) = await app.AskAsync("/engagements/" + hidden, "reader");
        var (absent, never) = await app.AskAsync("/engagements/never-was", "reader");
        Assert.Equal((HttpStatusCode.NotFound, absent), (status, absent));
        Assert.Equal(Plain(never, "never-was"), Plain(text, hidden));
    }

    [EngineFact]
    public async Task A_long_list_continues_on_the_next_page()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var first = await app.TextAsync("/engagements?limit=10");
        var next = WebUtility.HtmlDecode(Next().Match(first).Groups["address"].Value);
        Assert.Contains("after=", next, StringComparison.Ordinal);
        var second = await app.TextAsync(next);
        Assert.Empty(Codes().Matches(first).Select(m => m.Value).Intersect(Codes().Matches(second).Select(m => m.Value)));
        Assert.Equal(17, Codes().Count(first) + Codes().Count(second));
    }

    private static string Plain(string page, string code) => Token().Replace(page.Replace(code, "CODE", StringComparison.Ordinal), string.Empty);

    [GeneratedRegex("<a href=\"(?<address>/engagements[^\"]*)\"[^>]*>(?<value>[0-9,]+)</a>", RegexOptions.None, 1000)]
    private static partial Regex Figure();

    [GeneratedRegex("<td[^>]*>\\s*(<a[^>]*>)?[0-9,]+(</a>)?\\s*</td>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();

    [GeneratedRegex("<a href=\"(?<address>/engagements\\?[^\"]*after=[^\"]*)\">", RegexOptions.None, 1000)]
    private static partial Regex Next();

    [GeneratedRegex("/engagements/[^\"?]+\\?lang=en", RegexOptions.None, 1000)]
    private static partial Regex Codes();

    [GeneratedRegex("value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
