using Reporting.Api.Pages.Languages;
using Reporting.Engine.Feed;

namespace Reporting.Api.Connect;

/// <summary>Describes the sets of the feed: prepared figures first, then the flat table, then the tables of a model.</summary>
internal static class ConnectSets
{
    /// <summary>The sets that a caller may see.</summary>
    public static IReadOnlyList<ConnectSet> Of(EntitySets visible, ConnectCaptions words) =>
    [
        .. words.Rows.Where(row => visible.Find(row.Key) is not null).Select(row => new ConnectSet(row.Key, row.Value)),
        .. visible.All.Where(set => !words.Rows.ContainsKey(set.Name)).Select(set => new ConnectSet(set.Name, words.DeclaredRow)),
    ];
}

/// <summary>A set on the page.</summary>
/// <param name="Row">The entity of a row.</param>
public sealed record ConnectSet(string Name, string Row);
