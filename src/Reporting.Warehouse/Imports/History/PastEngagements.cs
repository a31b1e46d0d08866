using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.History;

/// <summary>
/// Engagements in their state before an import changed or retired them: whole rows with the key of that import, in tables like those of the star.
/// They make an undo possible.
/// </summary>
internal static class PastEngagements
{
    private static readonly IReadOnlyList<string> Keep =
    [
        """
        INSERT INTO PastEngagement (PastImportKey, EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ImportKey, ImportRow, ImportedAt, RowHash)
        SELECT @ImportKey, EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ImportKey, ImportRow, ImportedAt, RowHash
        FROM FactEngagement WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO PastEngagementDomain (PastImportKey, EngagementKey, DomainKey, WeightParts, IsPrimary)
        SELECT @ImportKey, EngagementKey, DomainKey, WeightParts, IsPrimary
        FROM BridgeEngagementDomain WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO PastEngagementParticipant (PastImportKey, EngagementKey, LineNumber, ParticipantKey, OnBehalfOfKey, CountryCode, Role, Capacity)
        SELECT @ImportKey, EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, CountryCode, Role, Capacity
        FROM BridgeEngagementParticipant WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO PastEngagementSource (PastImportKey, EngagementKey, SourceKey)
        SELECT @ImportKey, EngagementKey, SourceKey
        FROM BridgeEngagementSource WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO PastEngagementRelation (PastImportKey, EngagementKey, Kind, TargetCode, DateKey, SourceKey)
        SELECT @ImportKey, EngagementKey, Kind, TargetCode, DateKey, SourceKey
        FROM EngagementRelation WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        """
        INSERT INTO PastEngagementText (PastImportKey, EngagementKey, Language, Title, Summary)
        SELECT @ImportKey, EngagementKey, Language, Title, Summary
        FROM EngagementText WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """,
        .. DetailTable.All.Select(table => table.Keep),
    ];

    private static readonly IReadOnlyList<string> Remove =
    [
        "DELETE FROM BridgeEngagementDomain WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
        "DELETE FROM BridgeEngagementParticipant WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
        "DELETE FROM BridgeEngagementSource WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
        "DELETE FROM EngagementRelation WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
        "DELETE FROM EngagementText WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
        .. DetailTable.All.Select(table => table.Remove),
        "DELETE FROM FactEngagement WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)",
    ];

    /// <summary>Copies the engagements of StageLeaving from the star.</summary>
    public static async Task KeepReplacedAsync(ImportSession session, int importKey)
    {
        foreach (var sql in Keep)
        {
            await session.ExecuteAsync(sql, new { ImportKey = importKey });
        }
    }

    /// <summary>Deletes the engagements of StageLeaving from the star.</summary>
    public static async Task RemoveLeavingAsync(ImportSession session)
    {
        foreach (var sql in Remove)
        {
            await session.ExecuteAsync(sql);
        }
    }
}
