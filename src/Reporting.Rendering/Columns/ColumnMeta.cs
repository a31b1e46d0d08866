using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reporting.Rendering.Columns;

/// <summary>The metadata of a schema, from the same <c>meta</c> that JSON has.</summary>
public static class ColumnMeta
{
    /// <param name="write">Writes members of an object. Texts become values as they are, other values as JSON.</param>
    public static IReadOnlyDictionary<string, string> Of(Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
        return document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText());
    }
}
