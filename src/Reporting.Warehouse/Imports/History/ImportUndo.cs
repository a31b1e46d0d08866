using Dapper;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.History;

/// <summary>
/// Removes one import from the star, as if it had never happened. Engagements that it stated last return to their state before. Where a later import
/// stated an engagement again, that statement stays, and the state before this import becomes the state before the later one.
/// </summary>
internal static class ImportUndo
{
    // Every import that touched an engagement of this one: imports that stated a stored state, and imports that replaced it.
    private const string Touching = """
        SELECT Code, ImportKey AS Touch FROM FactEngagement
        UNION ALL SELECT Code, ImportKey FROM PastEngagement
        UNION ALL SELECT Code, PastImportKey FROM PastEngagement
        """;

    private const string Touched = $"""
        INSERT INTO StageUndo (Code, NextImportKey)
        SELECT k.Code, (SELECT MIN(n.Touch) FROM ({Touching}) n WHERE n.Code = k.Code AND n.Touch > @Undone)
        FROM (SELECT DISTINCT Code FROM ({Touching}) t WHERE t.Touch = @Undone) k
        """;

    private const string Confirmed = """
        UPDATE StageUndo SET ConfirmedBy = (
            SELECT MIN(c.ImportKey) FROM ImportConfirmation c
            WHERE c.Code = StageUndo.Code AND c.ImportKey > @Undone AND (StageUndo.NextImportKey IS NULL OR c.ImportKey < StageUndo.NextImportKey))
        """;

    // Engagements that this import retired may also be absent from a later complete file.
    private const string ConfirmedAbsence = """
        UPDATE StageUndo SET ConfirmedBy = (
            SELECT MIN(r.ImportKey) FROM PastEngagement p JOIN Import o ON o.ImportKey = p.ImportKey JOIN Import r ON r.Mapping = o.Mapping
            WHERE p.PastImportKey = @Undone AND p.Code = StageUndo.Code AND r.IsReplacement = 1 AND r.ImportKey > @Undone
              AND (StageUndo.NextImportKey IS NULL OR r.ImportKey < StageUndo.NextImportKey)
              AND NOT EXISTS (SELECT 1 FROM Import u WHERE u.UndoneImportKey = r.ImportKey))
        WHERE NOT EXISTS (SELECT 1 FROM FactEngagement f WHERE f.Code = StageUndo.Code AND f.ImportKey = @Undone)
          AND NOT EXISTS (SELECT 1 FROM PastEngagement p WHERE p.Code = StageUndo.Code AND p.ImportKey = @Undone)
        """;

    // A later import confirmed these engagements. They now belong to that import.
    private static readonly IReadOnlyList<string> ReassignConfirmed =
    [
        """
        UPDATE FactEngagement SET ImportKey = c.ImportKey, ImportRow = c.ImportRow
        FROM ImportConfirmation c JOIN StageUndo u ON u.Code = c.Code AND u.ConfirmedBy = c.ImportKey
        WHERE FactEngagement.Code = c.Code AND FactEngagement.ImportKey = @Undone
        """,
        """
        UPDATE PastEngagement SET ImportKey = c.ImportKey, ImportRow = c.ImportRow
        FROM ImportConfirmation c JOIN StageUndo u ON u.Code = c.Code AND u.ConfirmedBy = c.ImportKey
        WHERE PastEngagement.Code = c.Code AND PastEngagement.ImportKey = @Undone
        """,
        """
        DELETE FROM ImportConfirmation
        WHERE ImportKey = @Undone OR EXISTS (SELECT 1 FROM StageUndo u WHERE u.Code = ImportConfirmation.Code AND u.ConfirmedBy = ImportConfirmation.ImportKey)
        """,
    ];

    // This import was the last to state these engagements, so they are removed.
    private const string Last = """
        INSERT INTO StageLeaving (EngagementKey)
        SELECT EngagementKey FROM FactEngagement WHERE Code IN (SELECT Code FROM StageUndo WHERE NextImportKey IS NULL AND ConfirmedBy IS NULL)
        """;

    private const string Restored = "(SELECT EngagementKey FROM PastEngagement WHERE PastImportKey = @Undone AND Code IN (SELECT Code FROM StageUndo WHERE NextImportKey IS NULL AND ConfirmedBy IS NULL))";

    private static readonly IReadOnlyList<string> Restore =
    [
        $"""
        INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, HandlingKey, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ImportKey, ImportRow, ImportedAt, RowHash)
        SELECT EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, {HandlingKeys.Of("PastEngagement.Handling")}, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ImportKey, ImportRow, ImportedAt, RowHash
        FROM PastEngagement WHERE PastImportKey = @Undone AND EngagementKey IN {Restored}
        """,
        $"""
        INSERT INTO BridgeEngagementDomain (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT l.EngagementKey, l.DomainKey, l.WeightParts, l.IsPrimary, f.StartDateKey, f.YearKey, f.Headcount, f.AmountCents, f.AmountRest, f.HandlingKey
        FROM PastEngagementDomain l JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
        WHERE l.PastImportKey = @Undone AND l.EngagementKey IN {Restored}
        """,
        $"""
        INSERT INTO BridgeEngagementParticipant (EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity,
            StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT l.EngagementKey, l.LineNumber, l.ParticipantKey, l.OnBehalfOfKey,
            COALESCE(l.OnBehalfOfKey, CASE WHEN p.Kind IN ('person', 'country', 'unknown') THEN 0 ELSE p.ParticipantKey END),
            l.CountryCode, l.Role, l.Capacity, f.StartDateKey, f.YearKey, f.Headcount, f.AmountCents, f.AmountRest, f.HandlingKey
        FROM PastEngagementParticipant l JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey JOIN DimParticipant p ON p.ParticipantKey = l.ParticipantKey
        WHERE l.PastImportKey = @Undone AND l.EngagementKey IN {Restored}
        """,
        $"""
        INSERT INTO BridgeEngagementSource (EngagementKey, SourceKey, StartDateKey, YearKey, HandlingKey)
        SELECT l.EngagementKey, l.SourceKey, f.StartDateKey, f.YearKey, f.HandlingKey
        FROM PastEngagementSource l JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
        WHERE l.PastImportKey = @Undone AND l.EngagementKey IN {Restored}
        """,
        $"""
        INSERT INTO EngagementRelation (EngagementKey, Kind, TargetCode, DateKey, SourceKey)
        SELECT EngagementKey, Kind, TargetCode, DateKey, SourceKey
        FROM PastEngagementRelation WHERE PastImportKey = @Undone AND EngagementKey IN {Restored}
        """,
        $"""
        INSERT INTO EngagementText (EngagementKey, Language, Title, Summary)
        SELECT EngagementKey, Language, Title, Summary
        FROM PastEngagementText WHERE PastImportKey = @Undone AND EngagementKey IN {Restored}
        """,
        .. DetailTable.All.Select(table => table.Restore(Restored)),
    ];

    private static readonly IReadOnlyList<string> PastTables = ["PastEngagementDomain", "PastEngagementParticipant", "PastEngagementSource", "PastEngagementRelation", "PastEngagementText", .. DetailTable.All.Select(table => table.Past), "PastEngagement"];

    /// <summary>Returns the numbers of engagements removed from the star and restored, and of restored members.</summary>
    /// <param name="version">The version that the undo makes.</param>
    public static async Task<(int Removed, int Restored, int Members)> ApplyAsync(ImportSession session, int undone, int version)
    {
        var key = new { Undone = undone };
        await session.ExecuteAsync(Touched, key);
        await session.ExecuteAsync(Confirmed, key);
        await session.ExecuteAsync(ConfirmedAbsence, key);
        await ChangedEngagements.KeepReassignedAsync(session, version, undone);
        foreach (var sql in ReassignConfirmed)
        {
            await session.ExecuteAsync(sql, key);
        }

        await session.ExecuteAsync(Last);
        await ChangedEngagements.KeepUndoneAsync(session, version, undone);
        await PastEngagements.RemoveLeavingAsync(session);
        var members = await PastMembers.RestoreAsync(session, undone, version);
        var restored = 0;
        for (var i = 0; i < Restore.Count; i++)
        {
            var rows = await session.ExecuteAsync(Restore[i], key);
            restored = i == 0 ? rows : restored;
        }

        await RelinkAsync(session, undone);
        var removed = await session.ReadAsync<int>("SELECT COUNT(*) FROM StageLeaving");
        await Confidence.AfterUndoAsync(session, version);
        return (removed, restored, members);
    }

    private static async Task RelinkAsync(ImportSession session, int undone)
    {
        // The state that the next import replaced came from this import. It is replaced by the state before this import.
        foreach (var table in PastTables)
        {
            await session.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE EXISTS (
                    SELECT 1 FROM PastEngagement p JOIN StageUndo u ON u.Code = p.Code AND u.NextImportKey = p.PastImportKey AND u.ConfirmedBy IS NULL
                    WHERE p.PastImportKey = {table}.PastImportKey AND p.EngagementKey = {table}.EngagementKey)
                """);
        }

        foreach (var table in PastTables)
        {
            await session.ExecuteAsync(
                $"""
                UPDATE {table} SET PastImportKey = (
                    SELECT COALESCE(u.ConfirmedBy, u.NextImportKey) FROM PastEngagement p JOIN StageUndo u ON u.Code = p.Code
                    WHERE p.PastImportKey = @Undone AND p.EngagementKey = {table}.EngagementKey)
                WHERE PastImportKey = @Undone AND EngagementKey IN (
                    SELECT p.EngagementKey FROM PastEngagement p JOIN StageUndo u ON u.Code = p.Code
                    WHERE p.PastImportKey = @Undone AND COALESCE(u.ConfirmedBy, u.NextImportKey) IS NOT NULL)
                """,
                new { Undone = undone });
        }

        foreach (var table in PastTables)
        {
            await session.ExecuteAsync($"DELETE FROM {table} WHERE PastImportKey = @Undone", new { Undone = undone });
        }
    }
}

/// <summary>The result of an undo: the new data version, the engagements removed, and the engagements restored.</summary>
public sealed record UndoResult(int ImportKey, int DataVersion, int Removed, int Restored)
{
    /// <summary>The number of restored members.</summary>
    public int Members { get; init; }
}

/// <summary>Whether an import can be undone.</summary>
internal static class UndoneImport
{
    private const string Select = """
        SELECT i.ImportKey, i.UndoneImportKey, (SELECT MAX(u.ImportKey) FROM Import u WHERE u.UndoneImportKey = i.ImportKey) AS UndoneBy
        FROM Import i WHERE i.ImportKey = @importKey
        """;

    public static async Task<Problem?> CheckAsync(ImportSession session, int importKey)
    {
        var row = await session.Connection.QuerySingleOrDefaultAsync<Row>(Select, new { importKey }, session.Transaction);
        return row switch
        {
            null => new Problem(ErrorCodes.UnknownImport, $"There is no import {importKey}.", "The list of imports shows the keys."),
            { UndoneImportKey: { } undone } => new Problem(
                ErrorCodes.ImportIsUndo, $"Version {importKey} is itself the undo of import {undone}.", "Import the file again to restore its engagements."),
            { UndoneBy: { } version } => new Problem(ErrorCodes.ImportUndone, $"Import {importKey} was undone by version {version}.", "It cannot be undone again."),
            _ => null,
        };
    }

    private sealed class Row
    {
        public int ImportKey { get; init; }

        public int? UndoneImportKey { get; init; }

        public int? UndoneBy { get; init; }
    }
}
