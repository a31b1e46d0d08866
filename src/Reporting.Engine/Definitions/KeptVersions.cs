using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Definitions;

/// <summary>Finds the data of a data version: those of today, those of an edition, or those rebuilt from the history of imports (decisions 0055 and 0062).</summary>
public sealed class KeptVersions(EditionStore store, EditionReader editions, VersionDatabases rebuilt, DataVersionStore versions)
{
    private const int MaxNamed = 20;

    /// <summary>Problems: <c>bad-choice</c>, <c>version-not-kept</c>, <c>versions-busy</c>, and those of opening an edition.</summary>
    /// <param name="mayRebuild">False to refuse a version that would have to be rebuilt.</param>
    public async Task<Outcome<KeptVersion>> FindAsync(string text, CancellationToken cancellationToken, bool mayRebuild = true)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(text)}' is not a data version.", "Give the number of a data version, such as 3. Answers name theirs.");
        }

        var today = await versions.ReadTodayAsync(cancellationToken);
        if (version == today.Version)
        {
            return new KeptVersion(null);
        }

        var kept = await store.InForceAsync(cancellationToken);
        if (kept.Where(edition => edition.DataVersion == version).OrderByDescending(edition => edition.IsFinal).FirstOrDefault() is { } found)
        {
            return (await editions.OpenAsync(found, cancellationToken)).Then<KeptVersion>(open => new KeptVersion(open));
        }

        if (!mayRebuild)
        {
            return new Problem(ErrorCodes.VersionNotKept, $"Data version {version} is not kept.", "Ask with a credential that may read it.");
        }

        var opened = await editions.OpenVersionAsync(version, cancellationToken);
        if (opened.Problem?.Is(ErrorCodes.VersionNotKept) != true)
        {
            return opened.Then<KeptVersion>(open => new KeptVersion(open));
        }

        var range = await rebuilt.RangeAsync(cancellationToken) is { } from ? from.Oldest == from.Newest ? $" {from.Oldest} can be rebuilt." : $" {from.Oldest} to {from.Newest} can be rebuilt." : string.Empty;
        var known = kept.Select(edition => edition.DataVersion).Distinct().OrderDescending().Take(MaxNamed).Select(number => $", {number}");
        return new Problem(ErrorCodes.VersionNotKept, $"Data version {version} is not kept.", $"Kept are {today.Version}, which is today's{string.Concat(known)}.{range} Publish an edition to keep a version.");
    }
}

/// <summary>Where the data of a version are.</summary>
/// <param name="Edition">Null for today's data.</param>
public sealed record KeptVersion(OpenEdition? Edition);
