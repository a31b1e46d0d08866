using System.Globalization;
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
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>Compares the figures of a report's page with those of the API at the same state, and with those that the oracle counts.</summary>
internal static class PageFigures
{
    public static async Task CheckAsync(ReportingApp app, HttpClient client, TestWarehouse warehouse, string report, string query, PageParts page)
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
                    CheckOracle(section, (KpiDefinition)run.Sections.Single(s => s.Id == id), run, oracle, where);
                    break;
                case "table":
                    var lines = section.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToList()).ToList();
                    var total = section.GetProperty("total") is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray().ToList() : null;
                    // Pages leave out changes in percent where there is none.
                    var columns = section.GetProperty("columns").EnumerateArray().Index()
                        .Where(c => !c.Item.GetProperty("id").GetString()!.EndsWith("change_pct", StringComparison.Ordinal) || lines.Append(total).Any(line => line?[c.Index].ValueKind is not (null or JsonValueKind.Null))).ToList();
                    var expected = lines.Select(line => columns.Select(c => Shown(line[c.Index], c.Item, text)).ToList()).ToList();
                    Assert.Equal(expected, page.Rows(id).Where(row => row.Count > 1).Take(expected.Count).Select(row => row.Select(cell => Percent(cell, text)).ToList()));
                    break;
                case "matrix":
                    CheckMatrix(section, page.Rows(id), text, where);
                    CheckOracle(section, (MatrixDefinition)run.Sections.Single(s => s.Id == id), run, oracle, where);
                    break;
                case "chart" when section.GetProperty("chart").GetString() != "heatMap":
                    var chart = (ChartDefinition)run.Sections.Single(s => s.Id == id);
                    CheckChart(section, chart, page.Marks(id), text, where);
                    CheckOracle(section, chart, run, oracle, where);
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

        var counted = oracle.Ask(Query(definition.Measure, [definition.Rows, definition.Columns], definition, run));
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

    private static void CheckOracle(JsonElement section, KpiDefinition definition, ReportRun run, Oracle oracle, string where)
    {
        foreach (var (figure, item) in definition.Figures.Zip(section.GetProperty("items").EnumerateArray()).Where(f => f.First.Measure.Kind is not null))
        {
            var query = Query(figure.Measure, [], definition, run);
            var expected = oracle.Ask(query with { Filters = [.. query.Filters, .. figure.Where] }).Grand!.Values[0];
            Assert.True(expected is PartialDate || Number(item.GetProperty("value")) == Number(expected), $"{where}: {figure.Measure.Id}: {item.GetProperty("value")}, counted {expected}");
        }
    }

    private static void CheckOracle(JsonElement section, ChartDefinition definition, ReportRun run, Oracle oracle, string where)
    {
        if (definition.Measure.Kind is null)
        {
            return;
        }

        var counted = oracle.Ask(Query(definition.Measure, definition.Series is null ? [definition.Categories] : [definition.Categories, definition.Series], definition, run));
        var values = counted.Rows.Where(r => r.Members.All(m => m.Code is not null)).ToDictionary(r => string.Join('|', r.Members.Select(m => m.Code)), r => Number(r.Values[0]));
        var categories = Codes(section, "categories");
        foreach (var series in section.GetProperty("series").EnumerateArray())
        {
            var code = definition.Series is null ? string.Empty : "|" + (series.TryGetProperty("code", out var own) ? own.GetString() : null);
            foreach (var (i, value) in series.GetProperty("values").EnumerateArray().Index().Where(v => categories[v.Index] is not null && code != "|"))
            {
                var expected = values.GetValueOrDefault(categories[i] + code);
                Assert.True((Number(value) ?? 0) == (expected ?? 0), $"{where}: {categories[i]}{code}: {value}, counted {expected}");
            }
        }
    }

    private static ReportQuery Query(ModelMeasure measure, IReadOnlyList<ModelDimension> by, SectionDefinition section, ReportRun run)
    {
        // A chart by years has the year before the only one too.
        IEnumerable<QueryFilter> filters = run.Of(section).Filters;
        filters = section is ChartDefinition && run.IsOfOneYear && by.Any(d => d.Time == TimeLevel.Year)
            ? filters.Where(f => f.Dimension != "year").Append(new QueryFilter("year", FilterMode.Links, [$"{run.Years.From - 1:0000}..{run.Years.To:0000}"]))
            : filters;
        return new() { Measures = [measure.Id], By = [.. by.Select(d => d.Id)], Filters = [.. filters, .. section.Where], Limit = ReportQuery.LargestLimit, Totals = TotalsKind.Grand };
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static void CheckChart(JsonElement section, ChartDefinition definition, IReadOnlyList<string> marks, ValueText text, string where)
    {
        var categories = section.GetProperty("categories").GetProperty("members").EnumerateArray().Select(m => m.GetProperty("name").GetString()!).ToList();
        var series = section.GetProperty("series").EnumerateArray().ToList();
        var isStack = section.GetProperty("chart").GetString() == "stackedColumn" && series.Count > 1;
        // Members have their name even where there is one; a measure alone has none.
        var hasNames = definition.Series is not null || series.Count > 1;
        var expected = series.SelectMany(one => one.GetProperty("values").EnumerateArray().Select((value, i) => (Value: value, Name: categories[i], Series: one.GetProperty("name").GetString())))
            .Where(mark => mark.Value.ValueKind == JsonValueKind.Number && (!isStack || mark.Value.GetDouble() > 0))
            .Select(mark => $"{(hasNames ? mark.Series + ", " : null)}{mark.Name}: {Shown(mark.Value, section, text)}");
        // Without any engagement a sentence stands in the place of the chart.
        var isEmpty = marks.Count == 0 && series.SelectMany(one => one.GetProperty("values").EnumerateArray()).All(value => value.ValueKind != JsonValueKind.Number || value.GetDouble() == 0);
        Assert.True(isEmpty || marks.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)), $"{where}: {string.Join("; ", marks)}\nfor {string.Join("; ", expected)}");
    }

    private static string?[] Codes(JsonElement section, string axis) => [.. section.GetProperty(axis).GetProperty("members").EnumerateArray().Select(m => m.GetProperty("code").GetString())];

    private static double? Number(object? value) => value switch
    {
        null => null,
        Proportion share => share.Ratio,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

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
        var parts = Regex.Match(cell, "^" + Regex.Escape(text.Captions.OutOf).Replace(@"\{0}", "(?<part>[0-9]+)", StringComparison.Ordinal).Replace(@"\{1}", "(?<base>[0-9]+)", StringComparison.Ordinal) + "$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
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

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}\n{body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
