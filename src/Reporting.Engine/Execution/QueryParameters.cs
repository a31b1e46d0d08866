using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>
/// Reads a query from name=value pairs of a URL or the command line. An unknown name is refused with the nearest known one, since a dropped
/// filter gives a wrong total.
/// </summary>
public sealed class QueryParameters(CurrentModel models)
{
    /// <summary>The name of the edition that an answer is compared with.</summary>
    public const string Compare = "compare";

    /// <summary>The name of the day of the states of commitments.</summary>
    public const string AsOfDay = "as_of_day";

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly string[] Own = ["measures", "by", "search", "find", "since", "order", "limit", "totals", "fill", "lang", Compare, AsOfDay];
    private static readonly string[] Single = ["search", "find", "since", "limit", "totals", "fill", "lang", "after", Compare, AsOfDay];
    private static readonly IReadOnlyList<string> Languages = [.. Language.All.Select(l => l.Code)];

    /// <summary>The part of the model that the caller sees.</summary>
    internal SemanticModel ModelFor(Caller caller) => models.Value.VisibleTo(caller.Visible);

    /// <summary>Reads a query in canonical form: equal queries give the same <see cref="ReportQuery"/>, however they are written.</summary>
    /// <param name="pairs">Repeated filters are combined.</param>
    /// <param name="caller">Dimensions hidden from this caller are unknown names.</param>
    /// <param name="allowed">The names beside filters that the endpoint accepts.</param>
    /// <param name="filters">False if the endpoint accepts no filters.</param>
    public Outcome<ReportQuery> Read(IEnumerable<KeyValuePair<string, string>> pairs, Caller caller, IReadOnlyCollection<string>? allowed = null, bool filters = true)
    {
        allowed ??= Own;
        var known = filters ? [.. allowed, .. models.Value.VisibleTo(caller.Visible).FilterNames] : allowed;
        var named = new NamedParameters(known)
        {
            Repeats = name => !Single.Contains(name),
            Otherwise = "See /api/v1/model for the dimensions and /swagger for the parameters.",
            Longer = $"At most {NamedParameters.MaxValue} are read. For longer queries use POST /api/v1/query.",
        };
        return named.Read(pairs, new ReportQuery { Measures = [] }, Apply).Then<ReportQuery>(query => query with { Filters = Canonical(query.Filters) });
    }

    // The order of filters and of their values has no meaning. Sort them, so that equal queries have the same text and file.
    private static IReadOnlyList<QueryFilter> Canonical(IReadOnlyList<QueryFilter> filters) =>
    [
        .. filters.OrderBy(f => f.Dimension, StringComparer.Ordinal).ThenBy(f => f.Mode)
            .Select(f => f with { Values = [.. f.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] }),
    ];

    private Outcome<ReportQuery> Apply(ReportQuery query, string name, string value) => name switch
    {
        "measures" => List(name, value).Then<ReportQuery>(v => query with { Measures = [.. query.Measures, .. v] }),
        "by" => List(name, value).Then<ReportQuery>(v => query with { By = [.. query.By, .. v] }),
        "order" => List(name, value).Then<ReportQuery>(v => query with { Order = [.. query.Order, .. v.Select(Order)] }),
        "search" => query with { Search = value.Trim() is { Length: > 0 } text ? text : null },
        "find" => query with { Find = value.Trim() is { Length: > 0 } words ? words : null },
        "since" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? query with { Since = version }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a data version.", "Give the number of a data version, such as 3."),
        "after" => query with { After = value },
        Compare => query with { Compare = value },
        AsOfDay => Day(name, value).Then<ReportQuery>(day => query with { AsOfDay = day }),
        "limit" => NamedParameters.Limit(value).Then<ReportQuery>(limit => query with { Limit = limit }),
        "totals" => Totals(value) is { } totals
            ? query with { Totals = totals }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'totals'.", "Known values: false, true, grand, levels."),
        "fill" => bool.TryParse(value, out var fill)
            ? query with { Fill = fill }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'fill'.", "Known values: true, false."),
        "lang" => Languages.Contains(value)
            ? query with { Language = value }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not an available language.", $"Known values: {string.Join(", ", Languages)}."),
        _ => List(name, value).Then<ReportQuery>(v => query with { Filters = Add(query.Filters, name, v) }),
    };

    /// <summary>Reads a day. Problem: <c>bad-choice</c>.</summary>
    public static Outcome<DateOnly> Day(string name, string value) => DateOnly.TryParseExact(value, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a day for '{name}'.", "Write a day as 2025-12-31.");

    private IReadOnlyList<QueryFilter> Add(IReadOnlyList<QueryFilter> before, string name, IReadOnlyList<string> values)
    {
        var (dimension, mode) = models.Value.Dimensions.Any(d => d.Id == name)
            ? (name, FilterMode.Links)
            : (name[..^4], name.EndsWith("_all", StringComparison.Ordinal) ? FilterMode.All : FilterMode.Any);
        var same = before.FirstOrDefault(f => f.Dimension == dimension && f.Mode == mode);
        return same is null
            ? [.. before, new QueryFilter(dimension, mode, values)]
            : [.. before.Where(f => f != same), same with { Values = [.. same.Values, .. values] }];
    }

    private static Outcome<IReadOnlyList<string>> List(string name, string value)
    {
        var values = value.Split(',', StringSplitOptions.TrimEntries);
        return values.Contains(string.Empty)
            ? new Problem(ErrorCodes.EmptyValue, $"The list in '{name}' has an empty value.", "Separate values by single commas.")
            : values;
    }

    private static QueryOrder Order(string text) => text.StartsWith('-') ? new QueryOrder(text[1..], true) : new QueryOrder(text, false);

    private static TotalsKind? Totals(string value) => value switch
    {
        "false" => TotalsKind.None,
        "true" or "grand" => TotalsKind.Grand,
        "levels" => TotalsKind.Levels,
        _ => null,
    };
}
