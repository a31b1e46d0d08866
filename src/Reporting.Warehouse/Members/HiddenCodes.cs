using Dapper;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Codes of one dimension that an importer may not see. Codes that hidden engagements use are withheld: using one would reveal its name,
/// and correcting one would change the data of other people. Unused codes are treated as new.
/// </summary>
internal sealed record HiddenCodes(IReadOnlySet<string> Withheld, IReadOnlySet<string> TreatedAsNew)
{
    public static readonly HiddenCodes None = new(new HashSet<string>(), new HashSet<string>());

    private const string Domains = """
        SELECT d.Code, d.GroupCode AS "Above", CASE WHEN EXISTS (SELECT 1 FROM BridgeEngagementDomain b WHERE b.DomainKey = d.DomainKey) THEN 1 ELSE 0 END AS IsUsed
        FROM DimDomain d
        """;

    private const string Types = """
        SELECT t.Code, t.CategoryCode AS "Above", CASE WHEN EXISTS (SELECT 1 FROM FactEngagement f WHERE f.EngagementTypeKey = t.EngagementTypeKey) THEN 1 ELSE 0 END AS IsUsed
        FROM DimEngagementType t
        """;

    private const string Sources = """
        SELECT s.Code, '' AS "Above", CASE WHEN EXISTS (SELECT 1 FROM BridgeEngagementSource b WHERE b.SourceKey = s.SourceKey) THEN 1 ELSE 0 END AS IsUsed
        FROM DimSource s
        """;

    private const string Participants = """
        SELECT p.Code, COALESCE(o.Code, '') AS "Above",
               CASE WHEN EXISTS (SELECT 1 FROM BridgeEngagementParticipant b WHERE b.ParticipantKey = p.ParticipantKey)
                      OR EXISTS (SELECT 1 FROM BridgeEngagementParticipant b WHERE b.OnBehalfOfKey = p.ParticipantKey) THEN 1 ELSE 0 END AS IsUsed
        FROM DimParticipant p LEFT JOIN DimParticipant o ON o.ParticipantKey = p.ParentKey
        """;

    public static async Task<(HiddenCodes Codes, HiddenCodes Groups)> OfDomainsAsync(ImportSession session, VisibleMembers visible) =>
        await OfAsync(session, Domains, visible.Domain, visible.DomainGroup);

    public static async Task<(HiddenCodes Codes, HiddenCodes Groups)> OfTypesAsync(ImportSession session, VisibleMembers visible) =>
        await OfAsync(session, Types, visible.Type, visible.Category);

    public static async Task<HiddenCodes> OfSourcesAsync(ImportSession session, VisibleMembers visible) =>
        IsAll(visible.Source) ? None : Of(await ReadAsync(session, Sources), visible.Source);

    public static async Task<HiddenCodes> OfParticipantsAsync(ImportSession session, VisibleMembers visible)
    {
        if (IsAll(visible.Participant))
        {
            return None;
        }

        var rows = await ReadAsync(session, Participants);
        var byCode = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.IsUsed == 1))
        {
            // A used member also makes the organisations above it used.
            for (var above = row.Above; byCode.TryGetValue(above, out var parent) && parent.IsUsed == 0; above = parent.Above)
            {
                parent.IsUsed = 1;
            }
        }

        return Of(rows, visible.Participant);
    }

    private static async Task<(HiddenCodes Codes, HiddenCodes Groups)> OfAsync(ImportSession session, string sql, VisibleCodes codes, VisibleCodes groups)
    {
        if (IsAll(codes) && IsAll(groups))
        {
            return (None, None);
        }

        var rows = await ReadAsync(session, sql);
        var above = rows.GroupBy(row => row.Above, StringComparer.Ordinal).Select(group => new Row { Code = group.Key, IsUsed = group.Max(row => row.IsUsed) }).ToList();
        return (IsAll(codes) ? None : Of(rows, codes), IsAll(groups) ? None : Of(above, groups));
    }

    private static bool IsAll(VisibleCodes visible) => ReferenceEquals(visible, VisibleCodes.All) || !visible.IsDimensionVisible;

    private static async Task<List<Row>> ReadAsync(ImportSession session, string sql) => [.. await session.Connection.QueryAsync<Row>(sql, transaction: session.Transaction)];

    private static HiddenCodes Of(List<Row> rows, VisibleCodes visible)
    {
        var hidden = rows.Where(row => row.Code != UnknownMembers.Code && !visible.Contains(row.Code)).ToLookup(row => row.IsUsed == 1, row => row.Code);
        return new HiddenCodes(hidden[true].ToHashSet(StringComparer.Ordinal), hidden[false].ToHashSet(StringComparer.Ordinal));
    }

    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string Above { get; init; } = "";

        public long IsUsed { get; set; }
    }
}
