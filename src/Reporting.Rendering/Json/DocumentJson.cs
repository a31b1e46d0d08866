using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;

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
