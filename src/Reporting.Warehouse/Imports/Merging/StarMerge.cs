using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Merging;

/// <summary>
/// Merges the staged rows into the star with statements over whole tables, equal on every engine. Planning only reads the star, so a preview gives the
/// same counts as an import.
/// </summary>
internal static class StarMerge
{
    private static readonly IReadOnlyList<string> Members =
    [
        """
        INSERT INTO DimDate (DateKey, Date, Year, Quarter, Month, FiscalYear, YearKey, QuarterKey, MonthKey, FiscalYearKey, FirstDay, LastDay, Label)
        SELECT DateKey, Date, Year, Quarter, Month, FiscalYear, YearKey, QuarterKey, MonthKey, FiscalYearKey, FirstDay, LastDay, Label FROM StageDate ORDER BY DateKey
        """,
        """
        INSERT INTO DimDomain (DomainKey, Code, Name, GroupCode, GroupName)
        SELECT DomainKey, Code, Name, GroupCode, GroupName FROM StageDomain WHERE IsNew = 1 ORDER BY DomainKey
        """,
        """
        UPDATE DimDomain SET Name = s.Name, GroupCode = s.GroupCode, GroupName = s.GroupName
        FROM StageDomain s WHERE s.DomainKey = DimDomain.DomainKey AND s.IsNew = 0
        """,
        """
        INSERT INTO DimEngagementType (EngagementTypeKey, Code, Name, CategoryCode, CategoryName)
        SELECT EngagementTypeKey, Code, Name, CategoryCode, CategoryName FROM StageEngagementType WHERE IsNew = 1 ORDER BY EngagementTypeKey
        """,
        """
        UPDATE DimEngagementType SET Name = s.Name, CategoryCode = s.CategoryCode, CategoryName = s.CategoryName
        FROM StageEngagementType s WHERE s.EngagementTypeKey = DimEngagementType.EngagementTypeKey AND s.IsNew = 0
        """,
        """
        INSERT INTO DimParticipant (ParticipantKey, Code, Name, NameLocal, Kind, CountryCode, ParentKey)
        SELECT ParticipantKey, Code, Name, NameLocal, Kind, CountryCode, NULL FROM StageParticipant WHERE IsNew = 1 ORDER BY ParticipantKey
        """,
        """
        UPDATE DimParticipant SET Name = s.Name, NameLocal = s.NameLocal, Kind = s.Kind, CountryCode = s.CountryCode, ParentKey = s.ParentKey
        FROM StageParticipant s WHERE s.ParticipantKey = DimParticipant.ParticipantKey AND (s.IsNew = 0 OR s.ParentKey IS NOT NULL)
        """,
        """
        INSERT INTO DimPlace (PlaceKey, Code, City, CountryCode) SELECT PlaceKey, Code, City, CountryCode FROM StagePlace ORDER BY PlaceKey
        """,
        """
        INSERT INTO DimSource (SourceKey, Code, Publisher, Title, Url, PublishedOn, Kind)
        SELECT SourceKey, Code, Publisher, Title, Url, PublishedOn, Kind FROM StageSource WHERE IsNew = 1 ORDER BY SourceKey
        """,
        """
        UPDATE DimSource SET Publisher = s.Publisher, Title = s.Title, Url = s.Url, PublishedOn = s.PublishedOn, Kind = s.Kind
        FROM StageSource s WHERE s.SourceKey = DimSource.SourceKey AND s.IsNew = 0
        """,
    ];

    private const string Known = """
        UPDATE StageEngagement SET EngagementKey = f.EngagementKey, Change = CASE WHEN f.RowHash = StageEngagement.RowHash THEN 0 ELSE 2 END
        FROM FactEngagement f WHERE f.Code = StageEngagement.Code
        """;

    private const string New = "UPDATE StageEngagement SET EngagementKey = @LastKey + RecordNo, Change = 1 WHERE EngagementKey IS NULL";

    private const string Leaving = "INSERT INTO StageLeaving (EngagementKey) SELECT EngagementKey FROM StageEngagement WHERE Change = 2";

    // A list of codes is made once. NOT EXISTS would read the whole staging table for each engagement on SQLite, where it has no index of codes.
    private const string Retired = """
        INSERT INTO StageLeaving (EngagementKey)
        SELECT f.EngagementKey FROM FactEngagement f JOIN Import i ON i.ImportKey = f.ImportKey
        WHERE i.Mapping = @Mapping
          AND f.Code NOT IN (SELECT Code FROM StageEngagement)
          AND f.Code NOT IN (SELECT Code FROM StageRefused)
        """;

    private const string Counts = """
        SELECT COALESCE(SUM(CASE WHEN Change = 1 THEN 1 ELSE 0 END), 0) AS Added,
               COALESCE(SUM(CASE WHEN Change = 2 THEN 1 ELSE 0 END), 0) AS Changed,
               COALESCE(SUM(CASE WHEN Change = 0 THEN 1 ELSE 0 END), 0) AS Unchanged,
               (SELECT COUNT(*) FROM StageDomainLink l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0) AS DomainLinks,
               (SELECT COUNT(*) FROM StageLine l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0) AS Lines,
               (SELECT COUNT(*) FROM StageSourceLink l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0) AS SourceLinks,
               (SELECT COUNT(*) FROM StageDomainLink l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0 AND l.DomainKey = 0) AS UnknownDomainLinks,
               (SELECT COUNT(*) FROM StageLine l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0 AND l.ParticipantKey = 0) AS UnknownLines,
               (SELECT COUNT(*) FROM StageSourceLink l JOIN StageEngagement e ON e.RecordNo = l.RecordNo WHERE e.Change > 0 AND l.SourceKey = 0) AS UnknownSourceLinks,
               (SELECT COUNT(*) FROM StageLeaving) AS Leaving
        FROM StageEngagement
        """;

    private static readonly string InsertFacts = $"""
        INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, HandlingKey, StatusKey, ReviewKey, ReviewedBy, ReviewedOn, RecordedOn, ImportKey, ImportRow, ImportedAt, RowHash)
        SELECT EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, AmountRest, Handling, {HandlingKeys.Of("StageEngagement.Handling")}, StatusKey, ReviewKey, ReviewedBy, ReviewedOn,
            COALESCE((SELECT p.RecordedOn FROM PastEngagement p WHERE p.PastImportKey = @ImportKey AND p.EngagementKey = StageEngagement.EngagementKey), @Today), @ImportKey, ImportRow, @ImportedAt, RowHash
        FROM StageEngagement WHERE Change > 0 ORDER BY RecordNo
        """;

    private static readonly string InsertDomains = $"""
        INSERT INTO BridgeEngagementDomain (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT e.EngagementKey, l.DomainKey, l.WeightParts, l.IsPrimary, e.StartDateKey, e.YearKey, e.Headcount, e.AmountCents, e.AmountRest, {HandlingKeys.Of("e.Handling")}
        FROM StageEngagement e JOIN StageDomainLink l ON l.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, l.DomainKey
        """;

    private const string Confirm = """
        INSERT INTO ImportConfirmation (ImportKey, Code, ImportRow) SELECT @ImportKey, Code, ImportRow FROM StageEngagement WHERE Change = 0 ORDER BY Code
        """;

    // LineNo is a reserved word of T-SQL. SQLite accepts the brackets too.
    private static readonly string InsertLines = $"""
        INSERT INTO BridgeEngagementParticipant (EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity,
            StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey)
        SELECT e.EngagementKey, l.LineNumber, l.ParticipantKey, l.OnBehalfOfKey, l.OrganisationKey, l.CountryCode, l.Role, l.Capacity,
            e.StartDateKey, e.YearKey, e.Headcount, e.AmountCents, e.AmountRest, {HandlingKeys.Of("e.Handling")}
        FROM StageEngagement e JOIN StageLine l ON l.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, l.LineNumber
        """;

    private static readonly string InsertSources = $"""
        INSERT INTO BridgeEngagementSource (EngagementKey, SourceKey, StartDateKey, YearKey, HandlingKey)
        SELECT e.EngagementKey, l.SourceKey, e.StartDateKey, e.YearKey, {HandlingKeys.Of("e.Handling")}
        FROM StageEngagement e JOIN StageSourceLink l ON l.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, l.SourceKey
        """;

    private const string InsertRelations = """
        INSERT INTO EngagementRelation (EngagementKey, Kind, TargetCode, DateKey, SourceKey)
        SELECT e.EngagementKey, r.Kind, r.TargetCode, r.DateKey, r.SourceKey
        FROM StageEngagement e JOIN StageRelation r ON r.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, r.RelationNo
        """;

    private const string InsertTexts = """
        INSERT INTO EngagementText (EngagementKey, Language, Title, Summary)
        SELECT e.EngagementKey, t.Language, t.Title, t.Summary
        FROM StageEngagement e JOIN StageText t ON t.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, t.Language
        """;

    // A line's organisation depends on the organisation acted for and on the participant's kind. It must follow a corrected kind.
    private const string FollowKinds = """
        UPDATE BridgeEngagementParticipant
        SET OrganisationKey = CASE WHEN p.Kind IN ('person', 'country', 'unknown') THEN 0 ELSE p.ParticipantKey END
        FROM StageParticipant p
        WHERE p.IsOtherKind = 1 AND p.ParticipantKey = BridgeEngagementParticipant.ParticipantKey AND BridgeEngagementParticipant.OnBehalfOfKey IS NULL
        """;

    /// <summary>Decides the change for each staged engagement. Does not write to the star.</summary>
    public static async Task<MergeCounts> PlanAsync(ImportSession session, string mapping, bool replace)
    {
        var lastKey = Math.Max(
            Math.Max(await session.LastKeyAsync("FactEngagement", "EngagementKey"), await session.LastKeyAsync("PastEngagement", "EngagementKey")),
            await session.LastKeyAsync("ChangedEngagement", "EngagementKey"));
        await session.ExecuteAsync(Known);
        await session.ExecuteAsync(New, new { LastKey = lastKey });
        await session.ExecuteAsync(Leaving);
        if (replace)
        {
            await session.ExecuteAsync(Retired, new { Mapping = mapping });
        }

        return await session.ReadAsync<MergeCounts>(Counts);
    }

    /// <summary>Writes the planned changes with the key of this import. The import's row must already exist.</summary>
    public static async Task ApplyAsync(ImportSession session, int importKey)
    {
        await PastMembers.KeepChangedAsync(session, importKey);
        await ChangedEngagements.KeepAddedMembersAsync(session, importKey);
        foreach (var sql in Members)
        {
            await session.ExecuteAsync(sql);
        }

        await ChangedEngagements.KeepImportedAsync(session, importKey);
        await PastEngagements.KeepReplacedAsync(session, importKey);
        await PastEngagements.RemoveLeavingAsync(session);
        var lastHandling = await session.LastKeyAsync("DimHandling", "HandlingKey");
        await session.ExecuteAsync(HandlingKeys.AddFrom("StageEngagement WHERE Change > 0"));
        await ChangedEngagements.KeepAddedHandlingAsync(session, importKey, lastHandling);
        await session.ExecuteAsync(InsertFacts, new { ImportKey = importKey, ImportedAt = session.Timestamp, session.Today });
        await session.ExecuteAsync(InsertDomains);
        await session.ExecuteAsync(InsertLines);
        await session.ExecuteAsync(InsertSources);
        await session.ExecuteAsync(InsertRelations);
        foreach (var table in DetailTable.All)
        {
            await session.ExecuteAsync(table.Insert);
        }

        await session.ExecuteAsync(InsertTexts);
        await session.ExecuteAsync(FollowKinds);
        await Confidence.AfterImportAsync(session, importKey);
        await session.ExecuteAsync(Confirm, new { ImportKey = importKey });
    }
}
