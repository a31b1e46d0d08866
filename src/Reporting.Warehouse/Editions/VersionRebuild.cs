using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Editions;

/// <summary>
/// Brings a copy of the embedded warehouse back to an earlier data version, with what later versions kept (decision 0062). Engagements return to the first
/// state that a later version kept, and members to their earlier values. What was added later goes.
/// </summary>
internal static class VersionRebuild
{
    private const string Wanted = """
        CREATE TEMP TABLE Wanted AS
        SELECT c.Code, c.Version, c.EngagementKey, c.Existed
        FROM (SELECT Code, MIN(Version) AS Version FROM ChangedEngagement WHERE Version > @version GROUP BY Code) m
        JOIN ChangedEngagement c ON c.Version = m.Version AND c.Code = m.Code;
        CREATE TEMP TABLE Leaving AS SELECT f.EngagementKey FROM FactEngagement f JOIN Wanted w ON w.Code = f.Code;
        """;

    private static readonly string[] OfEngagements = [.. DetailTable.All.Select(table => table.Name), "BridgeEngagementDomain", "BridgeEngagementParticipant", "BridgeEngagementSource", "EngagementRelation", "EngagementText", "FactEngagement"];

    private static readonly IReadOnlyList<string> Return =
    [
        $"""
        INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, HandlingKey, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ConfidenceKey, ImportKey, ImportRow, ImportedAt, RowHash)
        SELECT c.EngagementKey, c.Code, c.Title, c.SearchTitle, c.Summary, c.StartDateKey, c.EndDateKey, c.YearKey, c.EngagementTypeKey, c.PlaceKey,
            c.Headcount, c.AmountCents, c.AmountRest, c.Handling, {HandlingKeys.Of("c.Handling")}, c.StatusKey, c.ReviewKey, c.ReviewedBy, c.ReviewedOn, c.RecordedOn, COALESCE(c.ConfidenceKey, 0), c.ImportKey, 0, c.ImportedAt, ''
        FROM Wanted w JOIN ChangedEngagement c ON c.Version = w.Version AND c.Code = w.Code WHERE w.Existed = 1
        """,
        """
        INSERT INTO BridgeEngagementDomain (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT l.EngagementKey, l.DomainKey, l.WeightParts, l.IsPrimary, f.StartDateKey, f.YearKey, f.Headcount, f.AmountCents, f.AmountRest, f.HandlingKey
        FROM Wanted w JOIN ChangedEngagementDomain l ON l.Version = w.Version AND l.EngagementKey = w.EngagementKey JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
        """,
        """
        INSERT INTO BridgeEngagementParticipant (EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity,
            StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT l.EngagementKey, l.LineNumber, l.ParticipantKey, l.OnBehalfOfKey, l.OrganisationKey, l.CountryCode, l.Role, l.Capacity,
            f.StartDateKey, f.YearKey, f.Headcount, f.AmountCents, f.AmountRest, f.HandlingKey
        FROM Wanted w JOIN ChangedEngagementParticipant l ON l.Version = w.Version AND l.EngagementKey = w.EngagementKey JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
        """,
        """
        INSERT INTO BridgeEngagementSource (EngagementKey, SourceKey, StartDateKey, YearKey, HandlingKey)
        SELECT l.EngagementKey, l.SourceKey, f.StartDateKey, f.YearKey, f.HandlingKey
        FROM Wanted w JOIN ChangedEngagementSource l ON l.Version = w.Version AND l.EngagementKey = w.EngagementKey JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey
        """,
        """
        INSERT INTO EngagementRelation (EngagementKey, Kind, TargetCode, DateKey, SourceKey)
        SELECT l.EngagementKey, l.Kind, l.TargetCode, l.DateKey, l.SourceKey
        FROM Wanted w JOIN ChangedEngagementRelation l ON l.Version = w.Version AND l.EngagementKey = w.EngagementKey WHERE w.Existed = 1
        """,
        """
        INSERT INTO EngagementText (EngagementKey, Language, Title, Summary)
        SELECT l.EngagementKey, l.Language, l.Title, l.Summary
        FROM Wanted w JOIN ChangedEngagementText l ON l.Version = w.Version AND l.EngagementKey = w.EngagementKey WHERE w.Existed = 1
        """,
        .. DetailTable.All.Select(table => table.Return("Wanted")),
        // A line's organisation follows the kind of its participant.
        """
        UPDATE BridgeEngagementParticipant
        SET OrganisationKey = CASE WHEN p.Kind IN ('person', 'country', 'unknown') THEN 0 ELSE p.ParticipantKey END
        FROM DimParticipant p
        WHERE p.ParticipantKey = BridgeEngagementParticipant.ParticipantKey AND BridgeEngagementParticipant.OnBehalfOfKey IS NULL
          AND p.ParticipantKey IN (SELECT MemberKey FROM ChangedMember WHERE Version > @version AND Dimension = 'participant' AND Attribute = 'Kind')
        """,
    ];

    private static readonly (string Table, string Key)[] Members =
    [
        ("DimParticipant", "ParticipantKey"), ("DimPlace", "PlaceKey"), ("DimDomain", "DomainKey"), ("DimEngagementType", "EngagementTypeKey"), ("DimSource", "SourceKey"),
        ("DimHandling", "HandlingKey"), ("DimDate", "DateKey"),
    ];

    // Undo is of today's data alone.
    private static readonly string[] OfUndo =
        [.. DetailTable.All.Select(table => table.Past), "ImportConfirmation", "PastEngagement", "PastEngagementDomain", "PastEngagementParticipant", "PastEngagementSource", "PastEngagementRelation", "PastEngagementText", "PastMember"];

    private static readonly string[] OfChanges =
    [
        "ChangedEngagement", "ChangedEngagementDomain", "ChangedEngagementParticipant", "ChangedEngagementSource", "ChangedEngagementRelation", "ChangedEngagementText", "ChangedMember", "AddedMember",
        .. DetailTable.All.Select(table => table.Changed),
    ];

    /// <summary>All in one transaction. Throws if a reference to a missing row remains.</summary>
    /// <param name="version">At least <see cref="ImportHistory.OldestWhole"/>.</param>
    public static async Task ToAsync(int version, SqliteConnection copy, CancellationToken cancellationToken)
    {
        // Keys are compared at the end, since rows that refer to each other go and return.
        await copy.ExecuteAsync("PRAGMA foreign_keys = OFF");
        await using (var transaction = copy.BeginTransaction())
        {
            foreach (var sql in Statements())
            {
                await copy.ExecuteAsync(new CommandDefinition(sql, new { version }, transaction, commandTimeout: 3600, cancellationToken: cancellationToken));
            }

            if (await copy.QueryFirstOrDefaultAsync<string>(new CommandDefinition("SELECT \"table\" FROM pragma_foreign_key_check", transaction: transaction, cancellationToken: cancellationToken)) is { } table)
            {
                throw new InvalidOperationException($"Data version {version} cannot be rebuilt: {table} refers to missing rows.");
            }

            await transaction.CommitAsync(cancellationToken);
        }

        await copy.ExecuteAsync(new CommandDefinition("DROP TABLE temp.Wanted; DROP TABLE temp.Leaving", cancellationToken: cancellationToken));
    }

    private static IEnumerable<string> Statements() =>
    [
        Wanted,
        .. OfEngagements.Select(table => $"DELETE FROM {table} WHERE EngagementKey IN (SELECT EngagementKey FROM Leaving)"),
        .. from dimension in PastMembers.Dimensions from attribute in dimension.Attributes select Attribute(dimension.Dimension, dimension.Table, dimension.Key, attribute),
        .. Return,
        Confidence.OfAll,
        "DELETE FROM Import WHERE ImportKey > @version",
        .. Members.Select(m => $"DELETE FROM {m.Table} WHERE {m.Key} IN (SELECT MemberKey FROM AddedMember WHERE Version > @version AND Dimension = '{m.Table}')"),
        .. OfUndo.Select(table => $"DELETE FROM {table}"),
        .. OfChanges.Select(table => $"DELETE FROM {table} WHERE Version > @version"),
    ];

    private static string Attribute(string dimension, string table, string key, string attribute) => $"""
        UPDATE {table} SET {attribute} = (
            SELECT c.ValueBefore FROM ChangedMember c
            WHERE c.Version > @version AND c.Dimension = '{dimension}' AND c.Attribute = '{attribute}' AND c.MemberKey = {table}.{key} ORDER BY c.Version LIMIT 1)
        WHERE {key} IN (SELECT MemberKey FROM ChangedMember WHERE Version > @version AND Dimension = '{dimension}' AND Attribute = '{attribute}')
        """;
}
