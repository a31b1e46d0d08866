using System.Text.Json;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>Checks a JSON value against a schema of the document: types, members and values. The only library for this requires a paid licence.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>The errors, with their paths.</summary>
    public IEnumerable<string> Errors(JsonElement schema, JsonElement value, string place = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Errors(Named(reference), value, place);
        }

        if (schema.TryGetProperty("discriminator", out var discriminator))
        {
            return value.TryGetProperty(discriminator.GetProperty("propertyName").GetString()!, out var kind) && discriminator.GetProperty("mapping").TryGetProperty(kind.GetString()!, out var derived)
                ? MembersOf([Own(Named(derived)), schema], value, place)
                : [$"{place}: its kind is not described"];
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return choices.EnumerateArray().Any(choice => !Errors(choice, value, place).Any()) ? [] : [$"{place}: none of the choices"];
        }

        if (!Types(schema).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(schema).Contains("number")))
        {
            return [$"{place}: {TypeOf(value)} instead of {string.Join(" or ", Types(schema))}"];
        }

        var isKnown = !schema.TryGetProperty("enum", out var words) || words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value));
        return [.. isKnown ? [] : new[] { $"{place}: '{value}' is no such word" }, .. Members(schema, value, place)];
    }

    private JsonElement Named(JsonElement reference) => document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);

    /// <summary>What a type with a base describes itself; of others, everything.</summary>
    public static JsonElement Own(JsonElement schema) =>
        schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().Single(part => part.TryGetProperty("properties", out _)) : schema;

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Errors(schema.GetProperty("items"), item, $"{place}[{i}]")),
        JsonValueKind.Object => MembersOf([schema], value, place),
        _ => [],
    };

    // An object that several schemas describe together.
    private IEnumerable<string> MembersOf(IReadOnlyList<JsonElement> schemas, JsonElement value, string place)
    {
        foreach (var needed in schemas.SelectMany(s => s.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : []))
        {
            if (!value.TryGetProperty(needed, out _))
            {
                yield return $"{place}: {needed} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            JsonElement described = default;
            var isNamed = schemas.Any(s => s.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out described));
            if (!isNamed && !schemas.Any(s => s.TryGetProperty("additionalProperties", out described) && described.ValueKind == JsonValueKind.Object))
            {
                yield return $"{place}: {member.Name} is not described";
                continue;
            }

            foreach (var error in Errors(described, member.Value, $"{place}.{member.Name}"))
            {
                yield return error;
            }
        }
    }

    private static IReadOnlyList<string> Types(JsonElement schema) =>
        schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } types ? [.. types.EnumerateArray().Select(t => t.GetString()!)] : [schema.GetProperty("type").GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
