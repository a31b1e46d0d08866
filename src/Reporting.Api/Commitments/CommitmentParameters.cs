using System.Globalization;
using Reporting.Api.Pages;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commitments;

/// <summary>Reads a query for commitments from the name=value pairs of an address. Its own names come before the filters of the model.</summary>
internal static class CommitmentParameters
{
    /// <summary>Parameters that select the agreements, in addition to the filters of the model.</summary>
    public static readonly string[] OfEngagements = ["search", "find", "limit", "after", "lang"];

    private const string Day = "yyyy-MM-dd";

    /// <param name="visible">The part of the model that the caller sees.</param>
    public static Outcome<CommitmentQuery> Read(IEnumerable<KeyValuePair<string, string>> pairs, QueryParameters parameters, SemanticModel visible, Caller caller)
    {
        var own = Names(visible);
        var given = pairs.ToList();
        if (!parameters.Read(given.Where(p => !own.Contains(p.Key)), caller, [.. OfEngagements, .. own.Where(name => name != "domain")]).IsValue(out var selected, out var problem))
        {
            return problem;
        }

        var start = new CommitmentQuery(selected with { After = null }) { After = selected.After };
        return new NamedParameters(own) { Repeats = name => name == "state" }.Read(given.Where(p => own.Contains(p.Key)), start, (query, name, value) => name switch
        {
            "state" => States(value).Then<CommitmentQuery>(states => query with { States = [.. query.States.Union(states).Order(StringComparer.Ordinal)] }),
            "due_from" => QueryParameters.Day(name, value).Then<CommitmentQuery>(day => query with { DueFrom = day }),
            "due_to" => QueryParameters.Day(name, value).Then<CommitmentQuery>(day => query with { DueTo = day }),
            "as_of_day" => QueryParameters.Day(name, value).Then<CommitmentQuery>(day => query with { AsOfDay = day }),
            "engagement" => query with { Engagement = value },
            "party" => query with { Party = value },
            _ => query with { Domain = value },
        });
    }

    /// <summary>The address of the page with this query.</summary>
    public static QueryAddress AddressOf(string path, CommitmentQuery query) => QueryAddress.Of(path, query.Query)
        .WithOwn("state", query.States.Count == 0 ? null : string.Join(',', query.States))
        .WithOwn("as_of_day", query.AsOfDay?.ToString(Day, CultureInfo.InvariantCulture))
        .WithOwn("due_from", query.DueFrom?.ToString(Day, CultureInfo.InvariantCulture))
        .WithOwn("due_to", query.DueTo?.ToString(Day, CultureInfo.InvariantCulture))
        .WithOwn("engagement", query.Engagement)
        .WithOwn("party", query.Party)
        .WithOwn("domain", query.Domain);

    // Filters on what the caller does not see are unknown names.
    private static List<string> Names(SemanticModel visible) =>
    [
        "state", "due_from", "due_to", "engagement", "as_of_day",
        .. visible.FindDimension("participation.participant") is not null && visible.FindDimension("participation.organisation") is not null ? ["party"] : Array.Empty<string>(),
        .. visible.FindDimension("domain.domain") is not null ? ["domain"] : Array.Empty<string>(),
    ];

    private static Outcome<IReadOnlyList<string>> States(string value)
    {
        var states = value.Split(',', StringSplitOptions.TrimEntries);
        return states.FirstOrDefault(state => !CommitmentStates.All.Contains(state, StringComparer.Ordinal)) is { } unknown
            ? new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(unknown)}' is not a state of commitments.", $"Known values: {string.Join(", ", CommitmentStates.All)}.")
            : states;
    }
}
