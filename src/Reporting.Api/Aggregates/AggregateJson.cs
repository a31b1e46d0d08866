using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Aggregates;

/// <summary>
/// Writes a result as JSON: rows with members (code, and name as <c>{dimension}_name</c>) and measures, then totals and meta.
/// A year is a number. The code of an unknown period is null; its name says what is known.
/// </summary>
public static class AggregateJson
{
    /// <summary>The output is never embedded in a page, so letters of all scripts stay unescaped.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(Stream output, ResultTable table, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var language = Language.Of(table.Language);
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteRows(json, "data", table.By, table.Measures, table.Rows, language);
        WriteTotals(json, table, language);
        json.WriteStartObject("meta");
        WriteMeta(json, table);
        json.WriteString("generatedAt", Instants.Iso(now));
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>The members of <c>meta</c> but the time, and the totals: equal results give equal texts.</summary>
    internal static void WriteAllBesideRows(Utf8JsonWriter json, ResultTable table)
    {
        WriteMeta(json, table);
        WriteTotals(json, table, Language.Of(table.Language));
    }

    private static void WriteTotals(Utf8JsonWriter json, ResultTable table, Language language)
    {
        if (table.Grand is { } grand)
        {
            json.WritePropertyName("totals");
            WriteRow(json, [], table.Measures, grand, language);
        }

        if (table.Levels.Count > 0)
        {
            WriteLevels(json, table);
        }
    }

    private static void WriteLevels(Utf8JsonWriter json, ResultTable table)
    {
        var language = Language.Of(table.Language);
        json.WriteStartArray("levels");
        foreach (var level in table.Levels)
        {
            json.WriteStartObject();
            WriteNames(json, "by", level.By.Select(d => d.Id));
            WriteRows(json, "data", level.By, table.Measures, level.Rows, language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter json, string name, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ResultRow> rows, Language language)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            WriteRow(json, by, measures, row, language);
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures, ResultRow row, Language language)
    {
        json.WriteStartObject();
        for (var i = 0; i < by.Count; i++)
        {
            WriteMember(json, by[i], row.Members[i]);
        }

        for (var i = 0; i < measures.Count; i++)
        {
            WriteValue(json, measures[i].Id, row.Values[i], language);
        }

        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, ModelDimension dimension, Member member)
    {
        if (dimension.Time == TimeLevel.Year && member.Code is { } year)
        {
            json.WriteNumber(dimension.Id, int.Parse(year, CultureInfo.InvariantCulture));
            return;
        }

        json.WriteString(dimension.Id, member.Code);
        json.WriteString(dimension.Id + "_name", member.Name);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value, Language language)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long count:
                json.WriteNumber(name, count);
                break;
            case double fraction:
                json.WriteNumber(name, fraction);
                break;
            case decimal money:
                json.WriteNumber(name, money / 1.0000000000000000000000000000m);
                break;
            case PartialDate date:
                json.WriteString(name, date.Exact?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString(name + "_label", language.Date(date));
                break;
            default:
                throw new NotSupportedException($"A measure has no {value.GetType()}.");
        }
    }

    private static void WriteMeta(Utf8JsonWriter json, ResultTable table)
    {
        json.WriteNumber("dataVersion", table.Version.Version);
        json.WriteString("dataAsOf", Instants.Iso(table.Version.AsOf));
        if (table.Version.Edition is { } edition)
        {
            json.WriteString("edition", edition);
        }

        if (table.Compared is { } compared)
        {
            json.WriteStartObject("compare");
            json.WriteString("edition", compared.Edition);
            json.WriteString("state", EnumNames.Of(compared.State));
            json.WriteNumber("dataVersion", compared.Version.Version);
            json.WriteString("dataAsOf", Instants.Iso(compared.Version.AsOf));
            json.WriteEndObject();
        }

        json.WriteNumber("rows", table.Rows.Count);
        json.WriteNumber("rowsInAll", table.RowCount);
        json.WriteBoolean("truncated", table.Truncated);
        json.WriteNumber("limit", table.Limit);
        WriteNames(json, "measures", table.Measures.Select(m => m.Id));
        WriteNames(json, "by", table.By.Select(d => d.Id));
        json.WriteString("filters", table.Filters);
        json.WriteString("counting", string.Join(" ", table.Counting));
        if (table.Incomplete.Count > 0)
        {
            WriteIncomplete(json, table.Incomplete);
        }

        json.WriteString("handling", table.Handling?.Code);
        json.WriteString("handlingName", table.Handling?.Name);
        if (table.Version.IsInvented)
        {
            json.WriteBoolean("invented", true);
        }

    }

    private static void WriteIncomplete(Utf8JsonWriter json, IReadOnlyList<IncompletePeriod> periods)
    {
        json.WriteStartArray("incomplete");
        foreach (var period in periods)
        {
            json.WriteStartObject();
            json.WriteString("dimension", period.Dimension.Id);
            json.WriteString("period", period.Member.Code);
            json.WriteString("reason", period.GoesOn ? "data-as-of" : "filter");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var each in names)
        {
            json.WriteStringValue(each);
        }

        json.WriteEndArray();
    }
}
