using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Changes;

/// <summary>Reads what changed from name=value pairs of an address.</summary>
internal static class ChangesParameters
{
    private static readonly NamedParameters Names = new("since", "rights", "after", "limit", "lang");

    /// <param name="usual">The data version to compare with, for an address that names none; null refuses it.</param>
    public static Outcome<ChangesQuery> Read(IEnumerable<KeyValuePair<string, string>> pairs, QueryParameters parameters, Caller caller, int? usual = null)
    {
        var read = Names.Read(pairs, new ChangesQuery(null, null, null, ChangesQuery.DefaultLimit, "en", null), (query, name, value) => name switch
        {
            "since" => ChangesQuery.Since(value).Then<ChangesQuery>(since => query with { Version = since.Version, Day = since.Day }),
            "rights" => query with { Rights = value },
            "after" => query with { After = value },
            "limit" => NamedParameters.Limit(value).Then(limit => limit <= ChangesQuery.LargestLimit
                ? (Outcome<ChangesQuery>)(query with { Limit = limit })
                : new Problem(ErrorCodes.BadLimit, $"{limit} is too large for a page of changes.", $"A limit is from 1 to {ChangesQuery.LargestLimit}.")),
            _ => parameters.Read([new(name, value)], caller, ["lang"], filters: false).Then<ChangesQuery>(own => query with { Language = own.Language }),
        });
        return read.Then(query => (query.Version, query.Day, usual) switch
        {
            (null, null, null) => new Problem(ErrorCodes.MissingParameter, "'since' is missing.", "Give the data version of your last reading, or 0 for everything."),
            (null, null, { } version) => query with { Version = version },
            _ => (Outcome<ChangesQuery>)query,
        });
    }
}
