using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Json;

/// <summary>Defines the JSON form of a document's types.</summary>
internal static class DocumentJson
{
    private static readonly IReadOnlyDictionary<string, JsonSerializerOptions> ByLanguage = Language.All.ToDictionary(l => l.Code, Options);

    /// <summary>The options of a language. Unescaped Unicode is safe, because the file is served as application/json and never inside a page.</summary>
    public static JsonSerializerOptions In(string language) => ByLanguage[Language.Of(language).Code];

    private static JsonSerializerOptions Options(Language language) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PartialDateJson(language), new MoneyJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Sections, Order } },
    };

    private static void Sections(JsonTypeInfo type)
    {
        if (type.Type == typeof(ReportSection))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                TypeDiscriminatorPropertyName = "kind",
                DerivedTypes =
                {
                    new JsonDerivedType(typeof(HeadlineSection), "headline"),
                    new JsonDerivedType(typeof(KpiSection), "kpis"),
                    new JsonDerivedType(typeof(MatrixSection), "matrix"),
                    new JsonDerivedType(typeof(TableSection), "table"),
                    new JsonDerivedType(typeof(ChartSection), "chart"),
                    new JsonDerivedType(typeof(EngagementListSection), "engagements"),
                    new JsonDerivedType(typeof(TextSection), "text"),
                    new JsonDerivedType(typeof(PageBreakSection), "pageBreak"),
                    new JsonDerivedType(typeof(HiddenSection), "withheld"),
                },
            };
        }

        // The discriminator is named kind, so the kind of chart needs another name.
        if (type.Type == typeof(ChartSection))
        {
            type.Properties.Single(property => property.Name == "kind").Name = "chart";
        }
    }

    private static void Order(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.Order = property.Name switch
            {
                "id" => -3,
                "title" => type.Type == typeof(ListedSource) ? 0 : -2,
                "note" => type.Type == typeof(Kpi) ? 0 : -1,
                "sections" or "provenance" => 1,
                _ => 0,
            };
        }
    }
}

/// <summary>Writes decimals without trailing zeros. Engines return different scales, but files must be equal.</summary>
internal sealed class MoneyJson : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}

/// <summary>Writes the day and a label. Without a stated day, the day is null, never 1 January.</summary>
internal sealed class PartialDateJson(Language language) : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Documents are written, never read.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("date", value.Exact?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("label", language.Date(value));
        writer.WriteEndObject();
    }
}
