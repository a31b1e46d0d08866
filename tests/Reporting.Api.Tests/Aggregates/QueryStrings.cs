using Reporting.Engine.Queries;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>Writes queries as query strings, valid and malformed.</summary>
internal static class QueryStrings
{
    private static readonly string[] Hostile =
    [
        "%00", "'; DROP TABLE FactEngagement; --", "%F0%9F%98%80", "..", "2025..", "-1", "99999999999999999999", "%EF%BF%BE", "\u202E", "a,,b", ",", "true", "NaN",
        "<script>", "%25", "=1+1", "../../etc/passwd", "0000", "2025-13", "2025-Q5", "null", "%0d%0aX: y", "1e9", "[]", "{}",
    ];

    public static string Of(ReportQuery query)
    {
        var pairs = new List<(string Name, string Value)> { ("measures", string.Join(',', query.Measures)) };
        if (query.By.Count > 0)
        {
            pairs.Add(("by", string.Join(',', query.By)));
        }

        pairs.AddRange(query.Filters.Select(f => (f.Dimension + (f.Mode switch { FilterMode.Any => "_any", FilterMode.All => "_all", _ => string.Empty }), string.Join(',', f.Values))));
        if (query.Search is not null)
        {
            pairs.Add(("search", query.Search));
        }

        if (query.AsOfDay is { } day)
        {
            pairs.Add(("as_of_day", $"{day:yyyy-MM-dd}"));
        }

        if (query.Order.Count > 0)
        {
            pairs.Add(("order", string.Join(',', query.Order.Select(o => (o.Descending ? "-" : string.Empty) + o.Name))));
        }

        pairs.Add(("limit", query.Limit.ToString()));
        pairs.Add(("totals", query.Totals switch { TotalsKind.None => "false", TotalsKind.Grand => "grand", _ => "levels" }));
        pairs.Add(("fill", query.Fill ? "true" : "false"));
        return string.Join('&', pairs.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
    }

    /// <summary>A query string with a random defect; it may still be valid.</summary>
    public static string Spoilt(string query, Random random)
    {
        var parts = query.Split('&').ToList();
        var place = random.Next(parts.Count);
        var (name, value) = (parts[place].Split('=')[0], parts[place].Split('=')[1]);
        var hostile = Hostile[random.Next(Hostile.Length)];
        switch (random.Next(6))
        {
            case 0: parts[place] = $"{name}={hostile}"; break;
            case 1: parts[place] = $"{name}x={value}"; break;
            case 2: parts.Add($"{hostile}={value}"); break;
            case 3: parts[place] = $"{name}={new string('a', random.Next(1, 4000))}"; break;
            case 4: parts.Add(parts[place]); break;
            default: parts[place] = $"{name}={value}{hostile}"; break;
        }

        return string.Join('&', parts);
    }
}
