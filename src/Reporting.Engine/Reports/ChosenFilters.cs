using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Filters of a request on any dimension of the model, beside the parameters of a report: <c>filter.domain=cyber-security</c>.</summary>
public static class ChosenFilters
{
    public const string Prefix = "filter.";

    /// <summary>The filters in canonical order. Names and values are read as those of any query.</summary>
    public static Outcome<IReadOnlyList<QueryFilter>> Read(QueryParameters parameters, ILookup<string, string> given, Caller caller)
    {
        var pairs = given.Where(g => IsOne(g.Key)).SelectMany(g => g.Select(value => KeyValuePair.Create(g.Key[Prefix.Length..], value))).ToList();
        return pairs.Count == 0 ? Array.Empty<QueryFilter>() : parameters.Read(pairs, caller, []).Then<IReadOnlyList<QueryFilter>>(query => query.Filters.ToList());
    }

    public static bool IsOne(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The name of a filter in addresses.</summary>
    public static string NameOf(QueryFilter filter) => Prefix + QueryFilter.NameOf(filter.Dimension, filter.Mode);
}
