using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>
/// Says of each property what its C# type does not: whether it is always there, which words it takes, that an object may be null. Answers have all their properties,
/// with null where there is nothing; of a request only those marked so are needed.
/// </summary>
internal sealed class ContractSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } described || context.Type.Namespace?.StartsWith("Reporting.", StringComparison.Ordinal) != true)
        {
            return;
        }

        var isRequest = context.Type.Name.EndsWith("Request", StringComparison.Ordinal);
        var nullability = new NullabilityInfoContext();
        described.Required = new HashSet<string>();
        foreach (var property in context.Type.GetProperties().OrderBy(p => p.MetadataToken))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!properties.TryGetValue(name, out var value))
            {
                continue;
            }

            if (isRequest ? property.GetCustomAttribute<RequiredAttribute>() is not null : !MayBeMissing(property))
            {
                described.Required.Add(name);
            }

            // A request leaves out what it does not say. Numbers and flags may be null too: generated clients would send 0 and false for what is left out.
            var isNullable = !isRequest && nullability.Create(property).ReadState == NullabilityState.Nullable;
            properties[name] = Described(property, value, isNullable, context);
            if (isRequest && !property.PropertyType.IsValueType && properties[name] is OpenApiSchema { Type: { } type } asked)
            {
                asked.Type = type & ~JsonSchemaType.Null;
            }
        }
    }

    private static bool MayBeMissing(PropertyInfo property) =>
        property.IsDefined(typeof(MayBeMissingAttribute)) || property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull;

    private static IOpenApiSchema Described(PropertyInfo property, IOpenApiSchema value, bool isNullable, SchemaFilterContext context)
    {
        if (property.GetCustomAttribute<DescribedByAttribute>() is { } by)
        {
            value = context.SchemaGenerator.GenerateSchema(by.Type, context.SchemaRepository);
        }

        if (Words(property) is { } words)
        {
            // Of a list its items.
            var texts = (OpenApiSchema)((value as OpenApiSchema)?.Items ?? value);
            texts.Enum = [.. words.Select(w => (JsonNode)JsonValue.Create(w))];
            if (isNullable && texts == value)
            {
                texts.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }

        return value is OpenApiSchemaReference && isNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, value] } : value;
    }

    private static IEnumerable<string>? Words(PropertyInfo property) =>
        property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? allowed.Values.Select(v => (string)v!)
        : property.GetCustomAttribute<WordsOfAttribute>() is { } of ? Enum.GetNames(of.Type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)
        : null;
}
