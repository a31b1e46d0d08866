namespace Reporting.Warehouse.Imports.History;

/// <summary>How well engagements are sourced (decision 0071). The level follows from their sources, and is stored so that queries need no join.</summary>
internal static class Confidence
{
    /// <summary>The levels by their keys. Documents of one publisher are one source.</summary>
    private const string Level = """
        SELECT CASE WHEN COUNT(*) = 0 THEN 0
                    WHEN MAX(CASE WHEN s.Kind = 'official' THEN 1 ELSE 0 END) = 1 THEN CASE WHEN COUNT(DISTINCT s.Publisher) > 1 THEN 4 ELSE 3 END
                    WHEN COUNT(DISTINCT s.Publisher) = 1 THEN 1 ELSE 2 END
        FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey
        WHERE b.EngagementKey = FactEngagement.EngagementKey AND b.SourceKey <> 0
        """;

    /// <summary>After an import: of its engagements, and of all with a source that it corrected.</summary>
    public const string OfImport = $"""
        UPDATE FactEngagement SET ConfidenceKey = ({Level})
        WHERE ImportKey = @ImportKey OR EngagementKey IN (
            SELECT l.EngagementKey FROM BridgeEngagementSource l JOIN StageSource c ON c.SourceKey = l.SourceKey WHERE c.IsNew = 0)
        """;

    /// <summary>After an undo or a rebuilt version.</summary>
    public const string OfAll = $"UPDATE FactEngagement SET ConfidenceKey = ({Level}) WHERE ConfidenceKey <> ({Level})";
}
