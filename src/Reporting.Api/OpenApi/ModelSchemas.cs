using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Delivery.Outbox;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Rendering.Renderers;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Adds the members of schemas that depend on the model, the reports and the feed.</summary>
internal sealed class ModelSchemas(CurrentModel models, Reloadable<ReportCatalog> reports, ReportRenderers renderers, Reloadable<EntitySets> sets) : ISchemaFilter
{
    private const string English = "en";

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema text && context.Type == typeof(MailFormat))
        {
            // A word has no properties to refuse. Generators take a schema that says so for an object.
            (text.Type, text.AdditionalPropertiesAllowed, text.Enum) = (JsonSchemaType.String, true, [JsonValue.Create("pdf"), JsonValue.Create("xlsx"), JsonValue.Create("csv"), JsonValue.Create("link")]);
        }
        else if (schema is OpenApiSchema described && Members(context) is { } members)
        {
            described.Type = JsonSchemaType.Object;
            // Variants of measures are members of a row: people.change_pct, and PeopleChangePct in the feed.
            described.AdditionalPropertiesAllowed = context.Type == typeof(AggregateRow) || context.Type == typeof(ODataRow);
            described.Properties = members.DistinctBy(m => m.Name).ToDictionary(m => m.Name, m => m.Schema);
        }
    }

    private IEnumerable<(string Name, IOpenApiSchema Schema)>? Members(SchemaFilterContext context) => context.Type.Name switch
    {
        nameof(AggregateRow) => [.. models.Value.Dimensions.SelectMany(Member), .. models.Value.Measures.SelectMany(Value)],
        nameof(QueryFilters) => models.Value.Dimensions.SelectMany(Filters),
        nameof(AlertQueryWords) => [("measures", Texts("One measure; default: engagements.")), ("by", Texts("Dimensions: each of their members is watched by itself.")), ("search", Texts("A text that titles must contain.")), ("find", Texts("Words that engagements must have.")), .. models.Value.Dimensions.SelectMany(Filters)],
        nameof(ReportParameterValues) => [.. Parameters().Select(p => (p.Id, p.Kind == ParameterKind.Members ? Texts(Description(p)) : Text(Description(p)))), .. ChosenFilters(), ("detail", Text("brief or full.")), ("section", Text("Only this section.")), ("lang", Text("Language of the file."))],
        nameof(ReportParameterLists) => [.. Parameters().Select(p => (p.Id, Texts(Description(p)))), .. ChosenFilters(), ("detail", Texts("brief or full.")), ("section", Texts("Only this section.")), ("lang", Texts("Language of the file."))],
        nameof(ReportFormatAddresses) => renderers.Formats.Select(f => (f, Text($"Address of the report as {f}."))),
        nameof(DimensionFlags) => models.Value.Dimensions.Select(d => (d.Id, Of(JsonSchemaType.Boolean, d.Caption.In(English)))),
        nameof(SectionFiltersRequest) => models.Value.Dimensions.Select(d => (d.Id, Texts($"Members of {d.Caption.In(English)}."))),
        nameof(DeliveryStateCounts) => Enum.GetValues<DeliveryState>().Select(s => (DeliveryFormatter.Of(s), Of(JsonSchemaType.Integer, "Number of deliveries in this state.", "int64"))),
        nameof(ODataRow) => sets.Value.WithChanges().All.SelectMany(s => s.Properties.Select(p => (p.Name, Property(p))).Concat(s.Navigations.Select(n => (n.Name, Row(n.Target))))),
        _ => null,
    };

    private static IEnumerable<(string, IOpenApiSchema)> Member(ModelDimension dimension)
    {
        var caption = dimension.Caption.In(English);
        if (dimension.Time == TimeLevel.Year)
        {
            return
            [
                (dimension.Id, Of(JsonSchemaType.Integer | JsonSchemaType.Null, caption, "int32")),
                (dimension.Id + "_name", Of(JsonSchemaType.String, caption + ": the known part of the date, if the year is null.")),
            ];
        }

        return [(dimension.Id, Of(JsonSchemaType.String | JsonSchemaType.Null, caption + ": the code.")), (dimension.Id + "_name", Of(JsonSchemaType.String | JsonSchemaType.Null, caption + ": the name."))];
    }

    private static IEnumerable<(string, IOpenApiSchema)> Value(ModelMeasure measure)
    {
        var description = measure.Description.In(English);
        return measure.Format switch
        {
            ValueFormat.Date => [(measure.Id, Of(JsonSchemaType.String | JsonSchemaType.Null, description, "date")), (measure.Id + "_label", Of(JsonSchemaType.String | JsonSchemaType.Null, description + " As text, with the precision of the source."))],
            ValueFormat.Count => [(measure.Id, Of(JsonSchemaType.Integer | JsonSchemaType.Null, description, "int64"))],
            _ => [(measure.Id, Of(JsonSchemaType.Number | JsonSchemaType.Null, description, "double"))],
        };
    }

    private static IEnumerable<(string, IOpenApiSchema)> Filters(ModelDimension dimension)
    {
        var caption = dimension.Caption.In(English);
        yield return (dimension.Id, Texts($"Filter on {caption}."));
        if (dimension.IsMany)
        {
            yield return (dimension.Id + "_any", Texts($"Engagements with any of these members; all their links count ({caption})."));
            yield return (dimension.Id + "_all", Texts($"Engagements with all of these members; all their links count ({caption})."));
        }
    }

    private IEnumerable<ReportParameter> Parameters() => reports.Value.Definitions.SelectMany(d => d.Parameters).DistinctBy(p => p.Id).OrderBy(p => p.Id, StringComparer.Ordinal);

    /// <summary>Filters on any dimension, in addition to the parameters of a report.</summary>
    private IEnumerable<(string, IOpenApiSchema)> ChosenFilters() => models.Value.Dimensions.Select(d => ("filter." + d.Id, Texts($"Filter on {d.Caption.In(English)}.")));

    private static string Description(ReportParameter parameter) => parameter.Caption.In(English) + ".";

    private static IOpenApiSchema Property(FeedProperty property) => property.Kind switch
    {
        FeedPropertyType.Whole => Of(JsonSchemaType.Integer | JsonSchemaType.Null, property.Name, "int32"),
        FeedPropertyType.Long => Of(JsonSchemaType.Integer | JsonSchemaType.Null, property.Name, "int64"),
        FeedPropertyType.Decimal or FeedPropertyType.Real => Of(JsonSchemaType.Number | JsonSchemaType.Null, property.Name, "double"),
        FeedPropertyType.Flag => Of(JsonSchemaType.Boolean | JsonSchemaType.Null, property.Name),
        FeedPropertyType.Day => Of(JsonSchemaType.String | JsonSchemaType.Null, property.Name, "date"),
        FeedPropertyType.Instant => Of(JsonSchemaType.String | JsonSchemaType.Null, property.Name, "date-time"),
        FeedPropertyType.Texts => Texts(property.Name),
        _ => Of(JsonSchemaType.String | JsonSchemaType.Null, property.Name),
    };

    private static IOpenApiSchema Row(string target) => new OpenApiSchema
    {
        Description = $"A row of {target}, if $expand requests it.",
        OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference(nameof(ODataRow))],
    };

    private static IOpenApiSchema Text(string description) => Of(JsonSchemaType.String, description);

    private static IOpenApiSchema Texts(string description) =>
        new OpenApiSchema { Type = JsonSchemaType.Array, Description = description, Items = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static IOpenApiSchema Of(JsonSchemaType type, string description, string? format = null) => new OpenApiSchema { Type = type, Description = description, Format = format };
}
