using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Lists the members of a field, and names the chosen ones. A list does not depend on the other fields, so it is kept for the data version.</summary>
internal sealed class FieldMembers(MemberRunner members, ResultCache cache)
{
    /// <summary>Maximum listed members. A search finds the others.</summary>
    public const int MaxListed = 200;

    // A rough, high estimate of a member with its name.
    private const int MemberBytes = 200;

    public async Task<Outcome<MemberPage>> ListAsync(MemberQuery query, Caller caller, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync("members" + JsonSerializer.Serialize(query), caller, cancellationToken);
        if (cache.Recall<MemberPage>(key.Text) is { } known)
        {
            return known;
        }

        var read = await members.ListAsync(query, caller, null, cancellationToken);
        if (read.IsValue(out var page, out _) && page.Version == key.Version)
        {
            cache.Remember(key, page, (page.Members.Count + 2L) * MemberBytes);
        }

        return read;
    }

    /// <summary>The name of a member; null for a code that the caller does not see.</summary>
    public async Task<string?> NameAsync(ModelDimension dimension, string code, Language language, Caller caller, CancellationToken cancellationToken) =>
        (await ListAsync(new MemberQuery(dimension.Id, code, null, MaxListed, language.Code), caller, cancellationToken)).IsValue(out var page, out _)
            ? page.Members.FirstOrDefault(m => m.Code == code).Name
            : null;
}
