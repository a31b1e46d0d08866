using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reporting.Rendering.Json;

/// <summary>Writes decimals without trailing zeros. Engines return different scales, but files must be equal.</summary>
internal sealed class MoneyJson : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}
