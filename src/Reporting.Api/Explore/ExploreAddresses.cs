using System.Globalization;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Api.Explore;

/// <summary>The same query at the API, in the feed and on the command line.</summary>
/// <param name="Api">A path and query string.</param>
/// <param name="OData">Null where the feed has no set with these rows, or cannot filter them so.</param>
public sealed record ExploreAddresses(string Api, string? OData, string Command)
{
    private const int MaxFilterYears = 200;

    public static ExploreAddresses Of(ExploreState state, SemanticModel model, EntitySets sets, TimeProvider time)
    {
        if (state.ChosenVisual == ExploreVisual.Timeline)
        {
            // The engagements themselves, and their number by day.
            var counted = Of(state with { Visual = null, Measures = ExploreState.First.Measures, Rows = "date", Columns = null, Order = null, Top = null }, model, sets, time);
            return counted with { Api = "/api/v1/engagements" + Query(Filters(state, time)) };
        }

        var by = string.Join(',', new[] { state.Rows, state.Columns }.OfType<string>());
        var filters = Filters(state, time).ToList();
        var order = new ExploreCompiler(model).OrderOf(state);
        var isSorted = order is not null && state is { Columns: null, Rows: not null };
        List<KeyValuePair<string, string>> pairs =
        [
            new("measures", string.Join(',', state.Measures)), new("by", by), new("order", isSorted ? order! : string.Empty),
            new("limit", isSorted && state.ChosenTop is { } top ? $"{top}" : string.Empty), new("totals", "true"), new("compare", state.Compare ?? string.Empty), .. filters,
        ];
        var given = pairs.Where(p => p.Value.Length > 0).ToList();
        var words = given.Where(p => !filters.Contains(p)).Select(p => $"--{p.Key} {(p.Key == "totals" ? "grand" : Quoted(p.Value))}").Concat(filters.Select(f => "--filter " + Quoted($"{f.Key}={f.Value}")));
        return new ExploreAddresses("/api/v1/aggregates" + Query(given), state.Compare is null ? Feed(state, filters, model, sets) : null, "reporting query " + string.Join(' ', words));
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> pairs) =>
        QueryString.Create(pairs.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value!.Replace("%2C", ",", StringComparison.Ordinal);

    /// <summary>The filters of the state as a query reads them: relative years are those of today.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Filters(ExploreState state, TimeProvider time)
    {
        foreach (var filter in state.Filters)
        {
            if (filter.Key != "year" || YearSpan.Relative(filter.Value, time.GetUtcNow().Year) is not { } span)
            {
                yield return filter;
            }
            else if (span != default)
            {
                yield return new("year", span.From == span.To ? Year(span.From) : $"{Year(span.From)}..{Year(span.To)}");
            }
        }
    }

    // The feed counts a ready-made set first, and then filters its rows. So only filters by its own dimensions give the same figures.
    private static string? Feed(ExploreState state, List<KeyValuePair<string, string>> filters, SemanticModel model, EntitySets sets)
    {
        var (name, by) = (state.Rows, state.Columns) switch
        {
            ("year", null) => ("ByYear", new[] { "year" }),
            ("domain", null) => ("ByDomain", ["domain"]),
            ("participant", null) => ("ByParticipant", ["participant"]),
            ("year", "domain") or ("domain", "year") => ("ByYearAndDomain", ["year", "domain"]),
            _ => (null, []),
        };
        var measures = state.Measures.Select(m => model.Measure(m).Value).OfType<ModelMeasure>().ToList();
        var conditions = filters.Select(f => by.Contains(f.Key) ? Condition(f.Key, f.Value) : null).ToList();
        // A share or a change also depends on the rows that a filter leaves out.
        if (name is null || sets.All.All(s => s.Name != name) || conditions.Contains(null) || (conditions.Count > 0 && measures.Any(m => m.IsShare || m.IsOverTime || m.Kind == MeasureKind.EngagementShare)))
        {
            return null;
        }

        var variants = state.Measures.Where(m => m.Contains('.', StringComparison.Ordinal)).ToList();
        var path = variants.Count == 0 ? "/odata/" : $"/odata/measures/{string.Join(',', variants)}/";
        return path + name + (conditions.Count == 0 ? null : "?$filter=" + Uri.EscapeDataString(string.Join(" and ", conditions)));
    }

    private static string? Condition(string dimension, string values)
    {
        if (dimension != "year")
        {
            var property = dimension == "domain" ? "DomainCode" : "ParticipantCode";
            return "(" + string.Join(" or ", values.Split(',').Select(code => $"{property} eq '{code.Replace("'", "''", StringComparison.Ordinal)}'")) + ")";
        }

        var parts = values.Split(',').Select(v => v.Split("..")).ToList();
        return parts is { Count: > 0 and <= MaxFilterYears } && parts.TrueForAll(p => p.All(y => y.Length is 0 or 4) && p.Length <= 2)
            ? "(" + string.Join(" or ", parts.Select(p => string.Join(" and ", new[] { p[0].Length > 0 ? (p.Length == 1 ? $"Year eq {p[0]}" : $"Year ge {p[0]}") : null, p is [_, { Length: > 0 } to] ? $"Year le {to}" : null }.OfType<string>()))) + ")"
            : null;
    }

    private static string Year(int? year) => year is { } known ? known.ToString("0000", CultureInfo.InvariantCulture) : string.Empty;

    private static string Quoted(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ',' or '.' or '=' or ':' or '-') && !value.StartsWith('-') ? value : "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
