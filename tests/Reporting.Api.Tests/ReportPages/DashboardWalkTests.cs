using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>
/// A random walk over the marks, headings, levels and fields of reports' pages. At each state the page has the figures of the API and of the oracle, and its
/// address opened anew shows the same.
/// </summary>
public abstract class DashboardWalkTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : DashboardWalkTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : DashboardWalkTests(WarehouseProvider.SqlServer);

    private static readonly int Clicks = Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1" ? 500 : 24;

    private static readonly string[] Reports = ["cooperation-by-year-and-domain", "domain-profile", "yearly-review", "country-pairs"];

    [EngineFact]
    public async Task Every_state_of_a_page_has_the_figures_of_the_API_and_of_the_oracle()
    {
        var random = new Random(20261129);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        using var client = app.CreateClient();
        var kinds = new HashSet<string>();
        foreach (var report in Reports)
        {
            var (query, seen) = (await StartAsync(client, report), new List<string>());
            for (var i = 0; i < Math.Max(Clicks / Reports.Length, 6); i++)
            {
                var html = await PageAsync(client, report, query);
                var page = new PageParts(html);
                await CheckAsync(app, client, warehouse, report, query, page);
                Assert.Equal(page.Dashboard, new PageParts(await PageAsync(client, report, query)).Dashboard);
                seen.Add(query);
                query = await InOrderAsync(client, report, Next(page, query, seen, random, kinds));
            }
        }

        Assert.Superset(new HashSet<string> { "filter", "order", "go", "select", "back" }, kinds);
    }

    private static async Task<string> StartAsync(HttpClient client, string report)
    {
        var page = new PageParts(await client.GetStringAsync($"/reports/{report}"));
        return page.FirstRequired is { } required ? "?" + required : string.Empty;
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
        return next;
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

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}\n{body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task CheckAsync(ReportingApp app, HttpClient client, TestWarehouse warehouse, string report, string query, PageParts page)
    {
        // The page takes fields without a value, and shows the brief report unless it is asked for the full one.
        var pairs = HttpUtility.ParseQueryString(query);
        foreach (var empty in pairs.AllKeys.Where(name => pairs[name] == string.Empty).ToList())
        {
            pairs.Remove(empty);
        }

        pairs["detail"] ??= "brief";
        var (where, json) = ($"/api/v1/reports/{report}/json?{pairs}", await JsonAsync(client, $"/api/v1/reports/{report}/json?{pairs}"));
        var (run, document) = await DocumentAsync(app, report, pairs.AllKeys.SelectMany(name => pairs.GetValues(name)!.Select(value => KeyValuePair.Create(name!, value))));
        var text = ValueText.In(document);
        var oracle = new Oracle(warehouse.Data);
        Assert.Equal(json.GetProperty("title").GetString(), page.Heading);
        foreach (var section in json.GetProperty("sections").EnumerateArray())
        {
            var id = section.GetProperty("id").GetString()!;
            switch (section.GetProperty("kind").GetString())
            {
                case "headline":
                    Assert.Equal(section.GetProperty("sentence").GetString(), page.Sentence(id));
                    break;
                case "kpis":
                    Assert.Equal(section.GetProperty("items").EnumerateArray().Select(item => Shown(item.GetProperty("value"), item, text.Brief)), page.Tiles(id).Select(tile => Percent(tile, text)));
                    break;
                case "table":
                    var expected = section.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Zip(section.GetProperty("columns").EnumerateArray(), (value, column) => Shown(value, column, text)).ToList()).ToList();
                    Assert.Equal(expected, page.Rows(id).Where(row => row.Count > 1).Take(expected.Count).Select(row => row.Select(cell => Percent(cell, text)).ToList()));
                    break;
                case "matrix":
                    CheckMatrix(section, page.Rows(id), text, where);
                    CheckOracle(section, (MatrixDefinition)run.Sections.Single(s => s.Id == id), run, oracle, where);
                    break;
                case "chart" when section.GetProperty("chart").GetString() != "heatMap":
                    CheckChart(section, page.Marks(id), text, where);
                    break;
            }
        }
    }

    private static void CheckMatrix(JsonElement section, IReadOnlyList<IReadOnlyList<string>> rows, ValueText text, string where)
    {
        var members = section.GetProperty("rows").GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString()!).ToList();
        Assert.Equal(members, rows.Take(members.Count).Select(row => row[0]));
        foreach (var (i, row) in section.GetProperty("cells").EnumerateArray().Index())
        {
            var cells = row.EnumerateArray().Select(value => Shown(value, section, text)).ToList();
            var total = Shown(section.GetProperty("rowTotals")[i], section, text);
            // A year before the only one stands before the cells; a total that repeats the only column is left out.
            var shown = rows[i].Skip(1).ToList();
            Assert.True(shown.TakeLast(cells.Count + 1).SequenceEqual([.. cells, total]) || (cells.Count == 1 && shown.TakeLast(1).SequenceEqual(cells)), $"{where}: {members[i]}: {string.Join(' ', shown)} for {string.Join(' ', cells)} = {total}");
        }
    }

    private static void CheckOracle(JsonElement section, MatrixDefinition definition, ReportRun run, Oracle oracle, string where)
    {
        if (definition.Measure.Kind is null || definition.TopColumns is not null)
        {
            return;
        }

        var filters = run.Of(definition).Filters.Concat(definition.Where).ToList();
        var counted = oracle.Ask(new ReportQuery { Measures = [definition.Measure.Id], By = [definition.Rows.Id, definition.Columns.Id], Filters = filters, Limit = ReportQuery.LargestLimit, Totals = TotalsKind.Grand });
        var cells = counted.Rows.Where(r => r.Members.All(m => m.Code is not null)).ToDictionary(r => (r.Members[0].Code!, r.Members[1].Code!), r => Number(r.Values[0]));
        var (rows, columns) = (Codes(section, "rows"), Codes(section, "columns"));
        foreach (var (i, row) in section.GetProperty("cells").EnumerateArray().Index())
        {
            foreach (var (j, cell) in row.EnumerateArray().Index().Where(_ => rows[i] is not null))
            {
                if (columns[j] is { } column)
                {
                    var expected = cells.GetValueOrDefault((rows[i]!, column));
                    Assert.True((cell.ValueKind == JsonValueKind.Null ? null : (double?)cell.GetDouble()) is var shown && (shown ?? 0) == (expected ?? 0), $"{where}: {rows[i]} × {column}: {shown}, counted {expected}");
                }
            }
        }

        Assert.Equal(Number(counted.Grand!.Values[0]) ?? 0, section.GetProperty("grandTotal") is { ValueKind: JsonValueKind.Number } grand ? grand.GetDouble() : 0);
    }

    private static void CheckChart(JsonElement section, IReadOnlyList<string> marks, ValueText text, string where)
    {
        var categories = section.GetProperty("categories").GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString()!).ToList();
        var series = section.GetProperty("series").EnumerateArray().ToList();
        var isStack = section.GetProperty("chart").GetString() == "stackedColumn" && series.Count > 1;
        // Members have their name even where there is one; a measure alone has none.
        var hasNames = series.Count > 1 || series.Any(one => one.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String);
        var expected = series.SelectMany(one => one.GetProperty("values").EnumerateArray().Select((value, i) => (Value: value, Name: categories[i], Series: one.GetProperty("name").GetString())))
            .Where(mark => mark.Value.ValueKind == JsonValueKind.Number && (!isStack || mark.Value.GetDouble() > 0))
            .Select(mark => $"{(hasNames ? mark.Series + ", " : null)}{mark.Name}: {Shown(mark.Value, section, text)}");
        Assert.True(marks.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)), $"{where}: {string.Join("; ", marks)}\nfor {string.Join("; ", expected)}");
    }

    private static string?[] Codes(JsonElement section, string axis) => [.. section.GetProperty(axis).GetProperty("members").EnumerateArray().Select(m => m.GetProperty("code").GetString())];

    private static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <summary>A value of the API as pages show it.</summary>
    private static string Shown(JsonElement value, JsonElement described, ValueText text) => (value.ValueKind, Enum.Parse<ValueFormat>(described.GetProperty("format").GetString()!, ignoreCase: true)) switch
    {
        (JsonValueKind.String, _) => value.GetString()!,
        (JsonValueKind.Object, _) => value.GetProperty("label").GetString()!,
        (JsonValueKind.Null, var format) => described.TryGetProperty("cells", out _) ? "·" : text.Of(null, format),
        (_, var format) when described.TryGetProperty("id", out var id) && id.GetString()!.Contains("_change", StringComparison.Ordinal) => text.Signed(value.GetDouble(), format),
        (_, ValueFormat.Count) => text.Of(value.GetInt64(), ValueFormat.Count),
        (_, ValueFormat.Money) => text.Of(value.GetDecimal(), ValueFormat.Money),
        (_, var format) => text.Of(value.GetDouble(), format),
    };

    /// <summary>The percentage of a cell "1 of 3", whose base is below ten; other cells as they are.</summary>
    private static string Percent(string cell, ValueText text)
    {
        var parts = Regex.Match(cell, "^" + Regex.Escape(text.Captions.OutOf).Replace(@"\{0}", "(?<part>[0-9]+)", StringComparison.Ordinal).Replace(@"\{1}", "(?<base>[0-9]+)", StringComparison.Ordinal) + "$");
        if (!parts.Success)
        {
            return cell;
        }

        var (part, whole) = (int.Parse(parts.Groups["part"].Value, CultureInfo.InvariantCulture), int.Parse(parts.Groups["base"].Value, CultureInfo.InvariantCulture));
        Assert.InRange(whole, 1, Proportion.MinBase - 1);
        return text.Of(part / (double)whole, ValueFormat.Percent);
    }

    private static async Task<(ReportRun Run, ReportDocument Document)> DocumentAsync(ReportingApp app, string report, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var request = new ReportRequest(report, "html", null, [.. pairs]);
        Assert.True((await app.Services.GetRequiredService<ReportPlanner>().PlanAsync(request, Caller.Local, CancellationToken.None)).IsValue(out var plan, out var problem), problem?.Message);
        Assert.True((await app.Services.GetRequiredService<ReportFiles>().DocumentAsync(request, Caller.Local, CancellationToken.None)).IsValue(out var document, out problem), problem?.Message);
        return (plan.Run, document);
    }
}
