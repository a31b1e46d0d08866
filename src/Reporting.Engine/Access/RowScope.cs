using System.Text.Json;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Access;

/// <summary>
/// The engagements that a caller may see. A rule keeps or hides whole engagements, never single links, so that
/// weights stay whole; its filters are therefore never of the mode <see cref="FilterMode.Links"/>.
/// </summary>
public sealed record RowScope(IReadOnlyList<QueryFilter> Rules)
{
    public static readonly RowScope Everything = new([]);

    /// <summary>Two scopes of the same key show the same engagements: part of the key of every answer that is kept.</summary>
    public string Key() => Rules.Count == 0 ? string.Empty : JsonSerializer.Serialize(Rules);
}
