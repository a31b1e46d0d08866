using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>Reads the JSON of a response, as a client does.</summary>
internal static class JsonResponse
{
    public static ResultTable Read(JsonElement json, SemanticModel model)
    {
        var meta = json.GetProperty("meta");
        var by = Names(meta, "by").Select(id => model.Dimension(id).Value!).ToList();
        var measures = Names(meta, "measures").Select(id => model.Measure(id).Value!).ToList();
        return new ResultTable
        {
            By = by,
            Measures = measures,
            Rows = Rows(json.GetProperty("data"), by, measures),
            Grand = json.TryGetProperty("totals", out var totals) ? Row(totals, [], measures) : null,
            Levels = json.TryGetProperty("levels", out var levels) ? [.. levels.EnumerateArray().Select(l => Level(l, model, measures))] : [],
            RowCount = meta.GetProperty("rowsInAll").GetInt64(),
            Limit = meta.GetProperty("limit").GetInt32(),
            Version = new DataVersion(meta.GetProperty("dataVersion").GetInt64(), null),
            Filters = meta.GetProperty("filters").GetString()!,
            Counting = [meta.GetProperty("counting").GetString()!],
        };
    }

    private static ResultLevel Level(JsonElement json, SemanticModel model, IReadOnlyList<ModelMeasure> measures)
    {
        var by = Names(json, "by").Select(id => model.Dimension(id).Value!).ToList();
        return new ResultLevel(by, Rows(json.GetProperty("data"), by, measures));
    }

    private static List<ResultRow> Rows(JsonElement json, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures) =>
        [.. json.EnumerateArray().Select(row => Row(row, by, measures))];

    private static ResultRow Row(JsonElement row, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures) =>
        new([.. by.Select(d => Member(row, d.Id))], [.. measures.Select(m => Value(row, m))]);

    private static Member Member(JsonElement row, string id)
    {
        var code = row.GetProperty(id);
        var text = code.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.Number => code.GetRawText(), _ => code.GetString() };
        return new Member(text, row.TryGetProperty(id + "_name", out var name) ? name.GetString()! : text!);
    }

    private static object? Value(JsonElement row, ModelMeasure measure)
    {
        var value = row.GetProperty(measure.Id);
        if (measure.Format == ValueFormat.Date)
        {
            return row.TryGetProperty(measure.Id + "_label", out var label) ? Date(label.GetString()!) : null;
        }

        return value.ValueKind == JsonValueKind.Null
            ? null
            : measure.Format switch
            {
                ValueFormat.Count => value.GetInt64(),
                ValueFormat.Money => value.GetDecimal(),
                _ => value.GetDouble(),
            };
    }

    private static PartialDate Date(string label)
    {
        foreach (var (format, keep) in new[] { ("d MMMM yyyy", 1), ("MMMM yyyy", 100), ("yyyy", 10000) })
        {
            if (DateOnly.TryParseExact(label, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return new PartialDate(PartialDate.On(day).Key / keep * keep);
            }
        }

        throw new FormatException(label);
    }

    private static IEnumerable<string> Names(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(n => n.GetString()!);
}
