using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.History;

/// <summary>
/// What each version changed: engagements as they were before it. Rows are only added, by imports and by undo, so that what changed since any version
/// can be told. <see cref="PastEngagements"/> serve undo alone, which removes them.
/// </summary>
internal static class ChangedEngagements
{
    private static readonly IReadOnlyList<string> Leaving =
    [
        """
        INSERT INTO ChangedEngagement (Version, EngagementKey, Code, Existed, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ImportKey)
        SELECT @Version, EngagementKey, Code, 1, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ImportKey
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
        INSERT INTO ChangedEngagementText (Version, EngagementKey, Language, Title, Summary)
        SELECT @Version, EngagementKey, Language, Title, Summary
        FROM EngagementText WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
    ];

    private const string Staged = """
        INSERT INTO ChangedEngagement (Version, EngagementKey, Code, Existed) SELECT @Version, EngagementKey, Code, 0 FROM StageEngagement WHERE Change = 1 ORDER BY Code
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

    /// <summary>Records what an undo changes. Call before the engagements of StageLeaving are removed.</summary>
    public static async Task KeepUndoneAsync(ImportSession session, int version, int undone)
    {
        await KeepLeavingAsync(session, version);
        await session.ExecuteAsync(Returning, new { Version = version, Undone = undone });
    }

    /// <summary>Records the value of a member's attribute before a version corrects it.</summary>
    public static Task KeepMemberAsync(ImportSession session, int version, string dimension, int member, string attribute, string? before) =>
        session.ExecuteAsync(Member, new { Version = version, Dimension = dimension, MemberKey = member, Attribute = attribute, Before = before });

    private static async Task KeepLeavingAsync(ImportSession session, int version)
    {
        foreach (var sql in Leaving)
        {
            await session.ExecuteAsync(sql, new { Version = version });
        }
    }
}
