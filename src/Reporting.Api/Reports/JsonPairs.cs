using System.Text.Json;

namespace Reporting.Api.Reports;

/// <summary>Converts parameters in JSON to name=value pairs. A list becomes repeated names.</summary>
internal static class JsonPairs
{
    /// <summary>False if the value is not a text, number, boolean or list of these.</summary>
    public static bool Add(string name, JsonElement value, ICollection<KeyValuePair<string, string>> pairs)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().All(v => v.ValueKind is not JsonValueKind.Array && Add(name, v, pairs));
            case JsonValueKind.String:
                pairs.Add(new(name, value.GetString()!));
                return true;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                pairs.Add(new(name, value.GetRawText()));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Converts pairs to lists of values by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Lists(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.GroupBy(p => p.Key).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(p => p.Value)]);
}
