using System.Globalization;
using Dapper;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.History;

/// <summary>Attributes of members before an import changed them, with the key of that import. An undo restores them.</summary>
internal static class PastMembers
{
    internal static readonly IReadOnlyList<(string Dimension, string Table, string Stage, string Key, string[] Attributes)> Dimensions =
    [
        ("domain", "DimDomain", "StageDomain", "DomainKey", ["Name", "GroupCode", "GroupName"]),
        ("type", "DimEngagementType", "StageEngagementType", "EngagementTypeKey", ["Name", "CategoryCode", "CategoryName"]),
        ("participant", "DimParticipant", "StageParticipant", "ParticipantKey", ["Name", "NameLocal", "Kind", "CountryCode", "ParentKey"]),
        ("source", "DimSource", "StageSource", "SourceKey", ["Publisher", "Title", "Url", "PublishedOn", "Kind"]),
    ];

    private const string Insert = """
        INSERT INTO PastMember (PastImportKey, Dimension, MemberKey, Attribute, ValueBefore, ValueAfter) VALUES (@ImportKey, @Dimension, @MemberKey, @Attribute, @Before, @After)
        """;

    private const string Kept = "SELECT Dimension, MemberKey, Attribute, ValueBefore, ValueAfter FROM PastMember WHERE PastImportKey = @undone ORDER BY Dimension, MemberKey, Attribute";

    private const string Later = """
        SELECT MIN(PastImportKey) FROM PastMember WHERE PastImportKey > @undone AND Dimension = @Dimension AND MemberKey = @MemberKey AND Attribute = @Attribute
        """;

    private const string Relink = """
        UPDATE PastMember SET ValueBefore = @ValueBefore WHERE PastImportKey = @later AND Dimension = @Dimension AND MemberKey = @MemberKey AND Attribute = @Attribute
        """;

    // A member that others act for or belong to stays an organisation.
    private const string ActedFor = """
        SELECT (SELECT COUNT(*) FROM BridgeEngagementParticipant WHERE OnBehalfOfKey = @MemberKey) + (SELECT COUNT(*) FROM DimParticipant WHERE ParentKey = @MemberKey)
        """;

    private const string FollowKind = """
        UPDATE BridgeEngagementParticipant
        SET OrganisationKey = (SELECT CASE WHEN p.Kind IN ('person', 'country', 'unknown') THEN 0 ELSE p.ParticipantKey END FROM DimParticipant p WHERE p.ParticipantKey = @MemberKey)
        WHERE ParticipantKey = @MemberKey AND OnBehalfOfKey IS NULL
        """;

    /// <summary>Stores the attributes that the staged members will change. Call before the merge.</summary>
    public static async Task KeepChangedAsync(ImportSession session, int importKey)
    {
        foreach (var (dimension, table, stage, key, attributes) in Dimensions)
        {
            var columns = string.Join(", ", attributes.Select(a => $"d.{a} AS D{a}, s.{a} AS S{a}"));
            var rows = await session.Connection.QueryAsync($"SELECT d.{key} AS MemberKey, {columns} FROM {stage} s JOIN {table} d ON d.{key} = s.{key} WHERE s.IsNew = 0", transaction: session.Transaction);
            foreach (IDictionary<string, object?> row in rows.ToList())
            {
                foreach (var attribute in attributes)
                {
                    var (before, after) = (MemberValues.Text(row[$"D{attribute}"]), MemberValues.Text(row[$"S{attribute}"]));
                    if (before != after)
                    {
                        var member = Convert.ToInt32(row["MemberKey"], CultureInfo.InvariantCulture);
                        await session.ExecuteAsync(Insert, new { ImportKey = importKey, Dimension = dimension, MemberKey = member, Attribute = attribute, Before = before, After = after });
                        await ChangedEngagements.KeepMemberAsync(session, importKey, dimension, member, attribute, before);
                    }
                }
            }
        }
    }

    /// <summary>Restores the attributes that an import changed. Where a later import changed one again, undoing that import will restore it. Returns the restored members.</summary>
    /// <param name="version">The version that the undo makes.</param>
    public static async Task<int> RestoreAsync(ImportSession session, int undone, int version)
    {
        var restored = new HashSet<(string, int)>();
        foreach (var row in (await session.Connection.QueryAsync<Row>(Kept, new { undone }, session.Transaction)).ToList())
        {
            if (await session.ReadAsync<int?>(Later, new { undone, row.Dimension, row.MemberKey, row.Attribute }) is { } later)
            {
                await session.ExecuteAsync(Relink, new { later, row.ValueBefore, row.Dimension, row.MemberKey, row.Attribute });
            }
            else if (await MayRestoreAsync(session, row))
            {
                var (_, table, _, key, attributes) = Dimensions.First(d => d.Dimension == row.Dimension);
                var column = attributes.First(a => a == row.Attribute);
                await ChangedEngagements.KeepMemberAsync(session, version, row.Dimension, row.MemberKey, row.Attribute, MemberValues.Text(await session.Connection.ExecuteScalarAsync($"SELECT {column} FROM {table} WHERE {key} = @MemberKey", new { row.MemberKey }, session.Transaction)));
                await session.ExecuteAsync($"UPDATE {table} SET {column} = @ValueBefore WHERE {key} = @MemberKey", new { row.ValueBefore, row.MemberKey });
                restored.Add((row.Dimension, row.MemberKey));
                if (row is { Dimension: "participant", Attribute: "Kind" })
                {
                    await session.ExecuteAsync(FollowKind, new { row.MemberKey });
                }
            }
        }

        await session.ExecuteAsync("DELETE FROM PastMember WHERE PastImportKey = @undone", new { undone });
        return restored.Count;
    }

    private static async Task<bool> MayRestoreAsync(ImportSession session, Row row) =>
        row is not { Dimension: "participant", Attribute: "Kind" } || Members.ParticipantKinds.IsOrganisation(row.ValueBefore ?? "")
        || await session.ReadAsync<int>(ActedFor, new { row.MemberKey }) == 0;

    private sealed class Row
    {
        public string Dimension { get; init; } = "";

        public int MemberKey { get; init; }

        public string Attribute { get; init; } = "";

        public string? ValueBefore { get; init; }
    }
}
