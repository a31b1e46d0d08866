using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Json;

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
