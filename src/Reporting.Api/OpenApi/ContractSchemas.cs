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
/// Adds to schemas what C# types do not show: required properties, allowed values and nullable objects. Responses have all their properties, some with null.
/// Of a request, only the properties with <see cref="RequiredAttribute"/> are required.
/// </summary>
internal sealed class ContractSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        // A type with a base describes its own properties beside the reference to the base.
        var own = schema.AllOf?.OfType<OpenApiSchema>().SingleOrDefault() ?? schema;
        if (own is not OpenApiSchema { Properties: { Count: > 0 } properties } described || context.Type.Namespace?.StartsWith("Reporting.", StringComparison.Ordinal) != true)
        {
            return;
        }

        var isRequest = context.Type.Name.EndsWith("Request", StringComparison.Ordinal);
        var nullability = new NullabilityInfoContext();
        described.Required = new HashSet<string>();
        // Base and own schema describe one object, so neither may exclude what the other describes.
        described.AdditionalPropertiesAllowed |= described.Discriminator is not null || own != schema;
        if (described.Discriminator is { PropertyName: { } kind, Mapping: { } mapping })
        {
            described.Required.Add(kind);
            ((OpenApiSchema)properties[kind]).Enum = [.. mapping.Keys.Select(key => (JsonNode)JsonValue.Create(key))];
        }

        foreach (var property in context.Type.GetProperties().OrderBy(p => p.MetadataToken))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!properties.TryGetValue(name, out var value))
            {
                continue;
            }

            if (isRequest ? property.GetCustomAttribute<RequiredAttribute>() is not null : !IsOptional(property))
            {
                described.Required.Add(name);
            }

            // Requests omit unset properties. Numbers and flags stay nullable, because generated clients would otherwise send 0 and false.
            var isNullable = !isRequest && nullability.Create(property).ReadState == NullabilityState.Nullable;
            properties[name] = Described(property, value, isNullable, context);
            if (isRequest && !property.PropertyType.IsValueType && properties[name] is OpenApiSchema { Type: { } type } requestSchema)
            {
                requestSchema.Type = type & ~JsonSchemaType.Null;
            }
        }
    }

    private static bool IsOptional(PropertyInfo property) =>
        property.IsDefined(typeof(MayBeMissingAttribute)) || property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault;

    private static IOpenApiSchema Described(PropertyInfo property, IOpenApiSchema value, bool isNullable, SchemaFilterContext context)
    {
        if (property.GetCustomAttribute<DescribedByAttribute>() is { } by)
        {
            value = context.SchemaGenerator.GenerateSchema(by.Type, context.SchemaRepository);
        }

        if (AllowedValuesOf(property) is { } values)
        {
            // For a list, describe its items.
            var textSchema = (OpenApiSchema)((value as OpenApiSchema)?.Items ?? value);
            textSchema.Enum = [.. values.Select(w => (JsonNode)JsonValue.Create(w))];
            if (isNullable && textSchema == value)
            {
                textSchema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }

        return value is OpenApiSchemaReference && isNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, value] } : value;
    }

    // Without null, which a nullable property adds.
    private static IEnumerable<string>? AllowedValuesOf(PropertyInfo property) =>
        property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? allowed.Values.OfType<string>()
        : property.GetCustomAttribute<WordsOfAttribute>() is { } of ? Enum.GetNames(of.Type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)
        : null;
}
