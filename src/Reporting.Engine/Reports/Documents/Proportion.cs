using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A ratio of a base below 10. Readers see "1 of 3"; data hold the ratio. Rules: docs/reports.md.</summary>
/// <param name="Format">The format of the part and the base.</param>
[JsonConverter(typeof(ProportionConverter))]
public sealed record Proportion(double Ratio, object Part, object Base, ValueFormat Format)
{
    /// <summary>A percentage of a smaller base says less than its parts.</summary>
    public const int MinBase = 10;

    /// <summary>The ratio of two counts: null over 0, a proportion of a small base.</summary>
    public static object? Of(long part, long whole) => whole == 0 ? null : Of(part / (double)whole, part, whole, ValueFormat.Count);

    /// <summary>The ratio, or a proportion if its base is small.</summary>
    public static object Of(double ratio, object part, object whole, ValueFormat format) =>
        Math.Abs(Convert.ToDouble(whole, CultureInfo.InvariantCulture)) < MinBase ? new Proportion(ratio, part, whole, format) : ratio;

    private sealed class ProportionConverter : JsonConverter<Proportion>
    {
        public override Proportion Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException("Only the ratio is written.");

        public override void Write(Utf8JsonWriter writer, Proportion value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Ratio, options);
    }
}
