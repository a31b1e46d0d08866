using System.Globalization;
using Reporting.Engine.Changes;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Changes;

/// <summary>Reads the parameter <c>since</c>: a data version, a day, or the id of an edition, which means its data version.</summary>
internal sealed class SinceReader(EditionStore editions)
{
    public const string Parameter = "since";

    /// <summary>The pairs, with the id of an edition in <c>since</c> replaced by its data version. Numbers and days are never ids.</summary>
    public async Task<List<KeyValuePair<string, string>>> ResolveAsync(IEnumerable<KeyValuePair<string, string>> pairs, CancellationToken cancellationToken)
    {
        var resolved = new List<KeyValuePair<string, string>>();
        foreach (var pair in pairs)
        {
            resolved.Add(pair.Key == Parameter ? new(pair.Key, await ResolveAsync(pair.Value, cancellationToken)) : pair);
        }

        return resolved;
    }

    public async Task<Outcome<(int? Version, DateOnly? Day)>> ReadAsync(string text, CancellationToken cancellationToken) => ChangesQuery.Since(await ResolveAsync(text, cancellationToken));

    private async Task<string> ResolveAsync(string text, CancellationToken cancellationToken) =>
        ChangesQuery.Since(text).Problem is not null && EditionFolder.IsId(text) && await editions.FindAsync(text, cancellationToken) is { } edition
            ? edition.DataVersion.ToString(CultureInfo.InvariantCulture)
            : text;
}
