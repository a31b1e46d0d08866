using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Reporting.Api.OData;

/// <summary>Writes and reads the position after a page as text for a URL: the values of the sort order, with their types.</summary>
internal static class SkipToken
{
    public static string Write(IReadOnlyList<object?> position)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var value in position)
            {
                switch (value)
                {
                    case null: json.WriteNullValue(); break;
                    case string text: json.WriteStringValue("t" + text); break;
                    case long number: json.WriteNumberValue(number); break;
                    case bool flag: json.WriteBooleanValue(flag); break;
                    case double real: json.WriteStringValue("r" + real.ToString("R", CultureInfo.InvariantCulture)); break;
                    case DateTimeOffset instant: json.WriteStringValue("i" + instant.ToString("O", CultureInfo.InvariantCulture)); break;
                    default: throw new NotSupportedException(value.GetType().Name);
                }
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(stream.ToArray());
    }

    /// <summary>Null if the text is not valid.</summary>
    public static IReadOnlyList<object?>? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            return [.. json.RootElement.EnumerateArray().Select(Value)];
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static object? Value(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.GetInt64(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when text.StartsWith('t') => text[1..],
            JsonValueKind.String when text.StartsWith('r') && double.Parse(text[1..], NumberStyles.Float, CultureInfo.InvariantCulture) is var real && double.IsFinite(real) => real,
            JsonValueKind.String when text.StartsWith('i') => DateTimeOffset.ParseExact(text[1..], "O", CultureInfo.InvariantCulture),
            _ => throw new FormatException("Not a value of a position."),
        };
    }
}
