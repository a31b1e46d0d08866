using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.History;

/// <summary>
/// The changes of each version: engagements as they were before it. Rows are only added, by imports and by undo, so that what changed since any version
/// can be told. <see cref="PastEngagements"/> serve undo alone, which removes them.
/// </summary>
internal static class ChangedEngagements
{
    private static readonly IReadOnlyList<string> Leaving =
    [
        """
        INSERT INTO ChangedEngagement (Version, EngagementKey, Code, Existed, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ConfidenceKey, ImportKey, ImportedAt)
        SELECT @Version, EngagementKey, Code, 1, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ConfidenceKey, ImportKey, ImportedAt
        FROM FactEngagement WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO ChangedEngagementDomain (Version, EngagementKey, DomainKey, WeightParts, IsPrimary)
        SELECT @Version, EngagementKey, DomainKey, WeightParts, IsPrimary
        FROM BridgeEngagementDomain WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO ChangedEngagementParticipant (Version, EngagementKey, LineNumber, ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity)
        SELECT @Version, EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity
        FROM BridgeEngagementParticipant WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO ChangedEngagementSource (Version, EngagementKey, SourceKey)
        SELECT @Version, EngagementKey, SourceKey
        FROM BridgeEngagementSource WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO ChangedEngagementRelation (Version, EngagementKey, Kind, TargetCode, DateKey, SourceKey)
        SELECT @Version, EngagementKey, Kind, TargetCode, DateKey, SourceKey
        FROM EngagementRelation WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO ChangedEngagementText (Version, EngagementKey, Language, Title, Summary)
        SELECT @Version, EngagementKey, Language, Title, Summary
        FROM EngagementText WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        .. DetailTable.All.Select(table => table.KeepChanged),
    ];

    private static readonly IReadOnlyList<(string Table, string Stage, string Key, string New)> Added =
    [
        ("DimDate", "StageDate", "DateKey", string.Empty), ("DimPlace", "StagePlace", "PlaceKey", string.Empty), ("DimDomain", "StageDomain", "DomainKey", " WHERE IsNew = 1"),
        ("DimEngagementType", "StageEngagementType", "EngagementTypeKey", " WHERE IsNew = 1"), ("DimParticipant", "StageParticipant", "ParticipantKey", " WHERE IsNew = 1"),
        ("DimSource", "StageSource", "SourceKey", " WHERE IsNew = 1"),
    ];

    private const string Staged = """
        INSERT INTO ChangedEngagement (Version, EngagementKey, Code, Existed) SELECT @Version, EngagementKey, Code, 0 FROM StageEngagement WHERE Change = 1 ORDER BY Code
        """;

    private const string Reassigned = """
        INSERT INTO StageLeaving (EngagementKey)
        SELECT f.EngagementKey FROM FactEngagement f JOIN StageUndo u ON u.Code = f.Code JOIN ImportConfirmation c ON c.Code = u.Code AND c.ImportKey = u.ConfirmedBy
        WHERE f.ImportKey = @Undone
        """;

    // Engagements that the undone import withdrew, and that return.
    private const string Returning = """
        INSERT INTO ChangedEngagement (Version, EngagementKey, Code, Existed)
        SELECT @Version, p.EngagementKey, p.Code, 0 FROM PastEngagement p
        WHERE p.PastImportKey = @Undone AND p.Code IN (SELECT Code FROM StageUndo WHERE NextImportKey IS NULL AND ConfirmedBy IS NULL)
          AND NOT EXISTS (SELECT 1 FROM FactEngagement f WHERE f.Code = p.Code)
        """;

    private const string Member = """
        INSERT INTO ChangedMember (Version, Dimension, MemberKey, Attribute, ValueBefore) VALUES (@Version, @Dimension, @MemberKey, @Attribute, @Before)
        """;

    /// <summary>Records what an import changes. Call before the engagements of StageLeaving are removed.</summary>
    public static async Task KeepImportedAsync(ImportSession session, int version)
    {
        await KeepLeavingAsync(session, version);
        await session.ExecuteAsync(Staged, new { Version = version });
    }

    /// <summary>Records engagements that an undo will give to a later import, which stated them again. Uses StageLeaving, and empties it.</summary>
    public static async Task KeepReassignedAsync(ImportSession session, int version, int undone)
    {
        await session.ExecuteAsync(Reassigned, new { Undone = undone });
        await KeepLeavingAsync(session, version);
        await session.ExecuteAsync("DELETE FROM StageLeaving");
    }

    /// <summary>Records what an undo changes. Call before the engagements of StageLeaving are removed.</summary>
    public static async Task KeepUndoneAsync(ImportSession session, int version, int undone)
    {
        await KeepLeavingAsync(session, version);
        await session.ExecuteAsync(Returning, new { Version = version, Undone = undone });
    }

    /// <summary>Records the value of a member's attribute before a version corrects it.</summary>
    public static Task KeepMemberAsync(ImportSession session, int version, string dimension, int member, string attribute, string? before) =>
        session.ExecuteAsync(Member, new { Version = version, Dimension = dimension, MemberKey = member, Attribute = attribute, Before = before });

    /// <summary>Records the members that an import adds. Call before the merge adds them.</summary>
    public static async Task KeepAddedMembersAsync(ImportSession session, int version)
    {
        foreach (var (table, stage, key, isNew) in Added)
        {
            await session.ExecuteAsync($"INSERT INTO AddedMember (Version, Dimension, MemberKey) SELECT @Version, '{table}', {key} FROM {stage}{isNew}", new { Version = version });
        }
    }

    /// <summary>The same for levels of handling, which have no staging table.</summary>
    public static Task KeepAddedHandlingAsync(ImportSession session, int version, int lastKey) => session.ExecuteAsync(
        "INSERT INTO AddedMember (Version, Dimension, MemberKey) SELECT @Version, 'DimHandling', HandlingKey FROM DimHandling WHERE HandlingKey > @LastKey", new { Version = version, LastKey = lastKey });

    private static async Task KeepLeavingAsync(ImportSession session, int version)
    {
        foreach (var sql in Leaving)
        {
            await session.ExecuteAsync(sql, new { Version = version });
        }
    }
}
