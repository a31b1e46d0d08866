using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.History;

/// <summary>How well engagements are sourced (decision 0071). The level follows from their sources, and is stored so that queries need no join.</summary>
internal static class Confidence
{
    private const string Publisher = "s.Publisher";

    private const string OfImport = """
        SELECT e.EngagementKey FROM StageEngagement e WHERE e.Change > 0
        UNION SELECT l.EngagementKey FROM BridgeEngagementSource l JOIN StageSource c ON c.SourceKey = l.SourceKey WHERE c.IsNew = 0
        """;

    private const string OfUndo = """
        SELECT f.EngagementKey FROM FactEngagement f WHERE f.Code IN (SELECT u.Code FROM StageUndo u)
        UNION SELECT l.EngagementKey FROM BridgeEngagementSource l JOIN ChangedMember c ON c.MemberKey = l.SourceKey WHERE c.Version = @Version AND c.Dimension = 'source'
        """;

    /// <summary>After an import, with its version: of its engagements, and of all with a source that it corrected. Uses StageLeaving.</summary>
    public static Task AfterImportAsync(ImportSession session, int version) => ApplyAsync(session, version, OfImport);

    /// <summary>After an undo, with its version: of the engagements that it touched, and of all with a source that it restored. Uses StageLeaving.</summary>
    public static Task AfterUndoAsync(ImportSession session, int version) => ApplyAsync(session, version, OfUndo);

    /// <summary>After a rebuilt version, which is a database of SQLite.</summary>
    public static string OfAll => $"UPDATE FactEngagement SET ConfidenceKey = ({Level(Publisher)}) WHERE ConfidenceKey <> ({Level(Publisher)})";

    /// <summary>After engagements were written without an import, from the key First on. The database is SQLite.</summary>
    public static string OfWritten => $"UPDATE FactEngagement SET ConfidenceKey = ({Level(Publisher)}) WHERE EngagementKey >= @First";

    // An engagement that changes by its level alone is recorded too, so that what changed since any version can be told.
    private static async Task ApplyAsync(ImportSession session, int version, string engagements)
    {
        // By the statistics of an empty warehouse, SQLite would read all sources for each engagement.
        await session.UpdateStatisticsAsync();
        var (key, level) = (new { Version = version }, Level(session.Ordinal(Publisher)));
        await session.ExecuteAsync("DELETE FROM StageLeaving");
        var others = await session.ExecuteAsync(
            $"""
            INSERT INTO StageLeaving (EngagementKey)
            SELECT EngagementKey FROM FactEngagement
            WHERE EngagementKey IN ({engagements}) AND ConfidenceKey <> ({level})
              AND Code NOT IN (SELECT d.Code FROM ChangedEngagement d WHERE d.Version = @Version)
            """,
            key);
        if (others > 0)
        {
            await ChangedEngagements.KeepLeavingAsync(session, version);
        }

        await session.ExecuteAsync($"UPDATE FactEngagement SET ConfidenceKey = ({level}) WHERE EngagementKey IN ({engagements})", key);
    }

    // The levels by their keys. Documents of one publisher are one source. Names of publishers are compared by their characters.
    private static string Level(string publisher) => $"""
        SELECT CASE WHEN COUNT(*) = 0 THEN 0
                    WHEN MAX(CASE WHEN s.Kind = 'official' THEN 1 ELSE 0 END) = 1 THEN CASE WHEN COUNT(DISTINCT {publisher}) > 1 THEN 4 ELSE 3 END
                    WHEN COUNT(DISTINCT {publisher}) = 1 THEN 1 ELSE 2 END
        FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey
        WHERE b.EngagementKey = FactEngagement.EngagementKey AND b.SourceKey <> 0
        """;
}
