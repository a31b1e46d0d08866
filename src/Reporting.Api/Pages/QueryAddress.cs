using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;

namespace Reporting.Api.Pages;

/// <summary>The address of a page with a query: filters, search and order. Equal queries have equal addresses. Links change one part of it.</summary>
public sealed record QueryAddress(string Path, IReadOnlyList<QueryFilter> Filters)
{
    public string? Search { get; init; }

    public string? Find { get; init; }

    public int? Since { get; init; }

    /// <summary>Parameters of the page itself, before the filters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Own { get; init; } = [];

    public static QueryAddress Of(string path, ReportQuery query, EngagementOrder? order = null) => new(path, query.Filters)
    {
        Search = query.Search,
        Find = query.Find,
        Since = query.Since,
        Own = order is null || order == EngagementOrder.NewestFirst ? [] : [new("order", $"{order}")],
    };

    /// <summary>All parameters, for the hidden fields of a form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs => new (string Name, string? Value)[] { ("find", Find), ("search", Search), ("since", Since?.ToString(CultureInfo.InvariantCulture)) }
        .Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!))
        .Concat(Own).Concat(Filters.Select(f => KeyValuePair.Create(QueryFilter.NameOf(f.Dimension, f.Mode), string.Join(',', f.Values))));

    public QueryAddress At(string path) => this with { Path = path };

    public QueryAddress WithOwn(string name, string? value) => this with
    {
        Own = [.. Own.Where(p => p.Key != name), .. value is null ? Array.Empty<KeyValuePair<string, string>>() : [new(name, value)]],
    };

    /// <summary>Adds a member to the plain filter of its dimension.</summary>
    public QueryAddress With(string dimension, string code) => this with
    {
        Filters = [.. Without(dimension, FilterMode.Links).Filters, new QueryFilter(dimension, FilterMode.Links, [.. ValuesOf(dimension).Append(code).Distinct().Order(StringComparer.Ordinal)])],
    };

    /// <summary>Removes a value of a filter, and the filter with its last one.</summary>
    public QueryAddress Without(QueryFilter filter, string value) => this with
    {
        Filters = [.. Filters.Select(f => f == filter ? f with { Values = [.. f.Values.Where(v => v != value)] } : f).Where(f => f.Values.Count > 0)],
    };

    public QueryAddress Without(string dimension, FilterMode mode) => this with { Filters = [.. Filters.Where(f => f.Dimension != dimension || f.Mode != mode)] };

    /// <summary>The values of the plain filter of a dimension.</summary>
    public IReadOnlyList<string> ValuesOf(string dimension) => Filters.FirstOrDefault(f => f.Dimension == dimension && f.Mode == FilterMode.Links)?.Values ?? [];

    public override string ToString() => Path + QueryString.Create(Pairs.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))).ToUriComponent().Replace("%2C", ",", StringComparison.Ordinal);
}
